import { inTime } from "../core/in-time.ts";
import { workerUrl } from "./worker-url.ts";

/** What is shown over whatever else is on the screen. No names, no words that people wrote. */
export interface Notice {
  /** The next of the same tag takes its place. */
  readonly tag: string;
  readonly title: string;
  readonly words: string;
  /** Where a click leads. */
  readonly path: string;
  /** Neither a sound nor another look for what has only changed. */
  readonly isQuiet?: boolean;
}

/** Opens an address of the portal in this window. */
export type Go = (path: string) => void;

const ICON = "/favicon.svg";
const READY_WITHIN_MS = 20_000;
const own = new Map<string, Notification>();
let worker: Promise<ServiceWorkerRegistration | null> | undefined;

export function mayShowNotices(): boolean {
  return "Notification" in globalThis && Notification.permission === "granted";
}

/** The one way by which anything is noticed. Whether it is: not where the browser may not, or knows no notices. */
export async function showNotice(notice: Notice, go: Go): Promise<boolean> {
  if (!mayShowNotices()) return false;
  const registration = await noticeWorker();
  try {
    if (registration) await registration.showNotification(notice.title, optionsOf(notice));
    else showFromPage(notice, go);
    return true;
  } catch {
    // The permission was taken back, the worker is gone, or this browser, as those of phones, shows notices of service workers alone.
    worker = undefined;
    return false;
  }
}

/** What was noticed under that tag has been seen to, whichever window had shown it. */
export async function closeNotice(tag: string): Promise<void> {
  own.get(tag)?.close();
  own.delete(tag);
  const registration = await navigator.serviceWorker?.getRegistration();
  for (const notice of (await registration?.getNotifications({ tag })) ?? []) notice.close();
}

/** The service worker through which notices are shown, once there is one; null where it cannot be had. */
export function noticeWorker(): Promise<ServiceWorkerRegistration | null> {
  return (worker ??= beginWork());
}

async function beginWork(): Promise<ServiceWorkerRegistration | null> {
  try {
    await navigator.serviceWorker.register(workerUrl(), { updateViaCache: "none" });
    const ready = await inTime(navigator.serviceWorker.ready, READY_WITHIN_MS); // never, where it cannot be installed
    if (ready) return ready;
  } catch {
    // A browser without them, or no network at this moment.
  }
  worker = undefined; // the next notice tries again
  return null;
}

/** Answers the service worker; a click on a notice of it opens its address in this window. Returns the end of it. */
export function followClicks(go: Go): () => void {
  const follow = ({ data, ports }: MessageEvent<{ go?: string }>) => {
    ports[0]?.postMessage("here");
    if (data?.go) go(data.go);
  };
  const { serviceWorker } = navigator;
  serviceWorker?.addEventListener("message", follow);
  return () => serviceWorker?.removeEventListener("message", follow);
}

function optionsOf({ tag, words, path, isQuiet = false }: Notice): NotificationOptions {
  // `renotify` is missing in the types: a browser that does not know it passes it over.
  const options = { tag, body: words, icon: ICON, data: { path }, renotify: !isQuiet, silent: isQuiet };
  return options;
}

function showFromPage(notice: Notice, go: Go): void {
  const shown = new Notification(notice.title, optionsOf(notice));
  own.set(notice.tag, shown);
  shown.onclick = () => {
    window.focus();
    shown.close();
    go(notice.path);
  };
}
