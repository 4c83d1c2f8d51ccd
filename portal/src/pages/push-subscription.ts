import type { Http } from "../core/http.ts";
import type { Me } from "../core/people-shapes.ts";
import { mayShowNotices, noticeWorker } from "./notices.ts";

/** Whose this browser's subscription is, so that nobody is told of what came for somebody else who used it before. */
const OWNER = "clinic-messaging.push-owner";

/**
 * Lets this browser be woken for who is signed in, where the clinic does that, they want it and the browser may. Safe to repeat: at
 * each visit, and whenever one of these has changed.
 */
export async function keepSubscribed(me: Me, http: Http): Promise<void> {
  // Administrators read no messages: nothing comes for them.
  if (!me.push || me.person.role === "admin" || !me.preferences.notify.web || !mayShowNotices()) return;
  const push = (await noticeWorker())?.pushManager;
  if (!push) return;
  const subscription = await subscribed(push, me.push.publicKey, me.person.id);
  localStorage.setItem(OWNER, me.person.id);
  const { endpoint, keys } = subscription.toJSON();
  await http("/me/push-subscriptions", { method: "PUT", body: { endpoint, keys } });
}

/** Nobody is woken in this browser any more: its person has signed out. */
export async function unsubscribe(): Promise<void> {
  if (localStorage.getItem(OWNER) === null) return;
  localStorage.removeItem(OWNER);
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}

/** The subscription there is, if it is this person's and made with this key; else a new one, and the old one is no more. */
async function subscribed(push: PushManager, key: string, personId: string): Promise<PushSubscription> {
  const known = await push.getSubscription();
  if (known && localStorage.getItem(OWNER) === personId && isMadeWith(known, key)) return known;
  await known?.unsubscribe();
  return push.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function isMadeWith({ options }: PushSubscription, key: string): boolean {
  const { applicationServerKey: used } = options;
  return used === null || base64url(new Uint8Array(used)) === key;
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Calls `changed` when the browser is allowed to show notices, or has another subscription. Returns the end of it. */
export function watchSubscription(changed: () => void): () => void {
  const over = new AbortController();
  const { signal } = over;
  void navigator.permissions
    ?.query({ name: "notifications" })
    .then((status) => status.addEventListener("change", changed, { signal }))
    .catch(() => undefined); // a browser that cannot be asked: the next visit finds out
  const told = ({ data }: MessageEvent<{ subscriptionChanged?: boolean }>) =>
    data?.subscriptionChanged && changed();
  navigator.serviceWorker?.addEventListener("message", told, { signal });
  return () => over.abort();
}
