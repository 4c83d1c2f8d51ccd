/**
 * The portal's service worker: shows notices of what comes while the portal is closed, and opens what they are about. It answers
 * no request and keeps nothing.
 */
import { countIn, MESSAGES, noticeOf, readPushed, type NoticeData, type Pushed } from "./pushed.ts";
import type { Client, PushCame, Scope } from "./scope.ts";

const scope = globalThis as unknown as Scope;
const ANSWERS_WITHIN_MS = 500;
/** A line that hangs must not keep this notice back, nor those behind it. */
const NAMED_WITHIN_MS = 2000;
let shown: Promise<unknown> = Promise.resolve();

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("push", (event) => event.waitUntil(inTurn(event)));
scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { path } = (event.notification.data ?? { path: "/chat" }) as NoticeData;
  event.waitUntil(open(path));
});
// The pages tell the server: they alone are signed in. Where none is open, the next one does.
scope.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(passOn()));

/** Each counts on from the notice before it, which must be there by then. */
function inTurn(event: PushCame): Promise<void> {
  const next = shown.then(() => show(event));
  shown = next.catch(() => undefined);
  return next;
}

async function show({ data }: PushCame): Promise<void> {
  if (await isSeen()) return;
  const [before] = await scope.registration.getNotifications({ tag: MESSAGES });
  const { tag, words, data: carried } = noticeOf(read(data), (before?.data as NoticeData) ?? null);
  const options = { tag, body: words, data: carried, icon: "/favicon.svg", renotify: true };
  await scope.registration.showNotification(await clinicName(), options);
  if (carried.counts) await scope.navigator.setAppBadge?.(countIn(carried)).catch(() => undefined);
}

/** Whether somebody looks at a window that tells of what comes by itself: one in which they are signed in. */
async function isSeen(): Promise<boolean> {
  const windows = await openWindows();
  const seen = windows.find(({ focused, visibilityState }) => focused && visibilityState === "visible");
  return seen !== undefined && answers(seen, { isSeen: true });
}

function read(data: PushCame["data"]): Pushed {
  try {
    return readPushed(data?.json());
  } catch {
    return readPushed(null);
  }
}

async function clinicName(): Promise<string> {
  try {
    const answer = await fetch("/config.json", {
      cache: "no-cache",
      signal: AbortSignal.timeout(NAMED_WITHIN_MS),
    });
    return ((await answer.json()) as { clinicName: string }).clinicName;
  } catch {
    return "Clinic Messaging";
  }
}

/** In the window that is nearest to the eyes, or a new one. A window that does not know the way is loaded anew there. */
async function open(path: string): Promise<void> {
  const windows = await openWindows();
  const nearest =
    windows.find(({ focused }) => focused) ??
    windows.find(({ visibilityState }) => visibilityState === "visible") ??
    windows[0];
  try {
    if (!nearest) throw new Error("There is no window.");
    await nearest.focus();
    if (!(await answers(nearest, { go: path }))) await nearest.navigate(path);
  } catch {
    await scope.clients.openWindow(path);
  }
}

/** Whether a window answers, and so does what it is asked: those do in which somebody is signed in. */
function answers(window: Client, content: object): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise<boolean>((resolve) => {
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), ANSWERS_WITHIN_MS);
    window.postMessage(content, [port2]);
  }).finally(() => port1.close());
}

async function passOn(): Promise<void> {
  for (const window of await openWindows()) window.postMessage({ subscriptionChanged: true });
}

function openWindows(): Promise<readonly Client[]> {
  return scope.clients.matchAll({ type: "window", includeUncontrolled: true });
}
