import type { Attachment } from "./shapes.ts";

/** Lists of files, as drafts and messages hold them. */

/** The same files with newer word of them. What was refused stays so: a page may be older than an event. */
export function withNews(known: readonly Attachment[], news: readonly Attachment[]): readonly Attachment[] {
  return known.map((one) => {
    const newer = news.find(({ id }) => id === one.id);
    return newer && one.state !== "refused" ? newer : one;
  });
}

/** Whether both lists say the same of the same files. */
export function areSame(some: readonly Attachment[], others: readonly Attachment[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id, state }, index) => id === others[index]?.id && state === others[index].state)
  );
}
