/** A thread that stands on the page, whether it can be seen at this moment or not. */
interface OpenThread {
  readonly conversation: string;
  checkVisibility(): boolean;
}

const threads = new Set<OpenThread>();

/** Returns the function that takes it off again. */
export function putOnScreen(thread: OpenThread): () => void {
  threads.add(thread);
  return () => threads.delete(thread);
}

/** Whether somebody before this window has that conversation before their eyes. */
export function isInView(id: string): boolean {
  if (document.hidden || !document.hasFocus()) return false;
  return [...threads].some((thread) => thread.conversation === id && thread.checkVisibility());
}
