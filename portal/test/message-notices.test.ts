import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { withConversations, withList } from "../src/core/changes.ts";
import type { Chat } from "../src/core/chat.ts";
import { pause } from "../src/core/backoff.ts";
import type { Conversation } from "../src/core/shapes.ts";
import { MessageNotices } from "../src/pages/message-notices.ts";
import { windowsOf } from "../src/pages/own-windows.ts";
import { chatOver, conversation, nurse } from "./samples.ts";

const QUIET_MS = 300;

interface Shown {
  readonly words: string;
  close(): void;
}

/** What all windows of a browser share: the notices that are there, and what stands in the way of showing one. */
class Browser {
  permission = "granted";
  readonly told: string[] = [];
  /** Taken from the front, before a notice is shown. */
  readonly obstacles: (() => Promise<void>)[] = [];
  readonly #there = new Map<string, Shown>();

  get there(): readonly string[] {
    return [...this.#there.values()].map(({ words }) => words);
  }

  find(tag: string): readonly Shown[] {
    return [this.#there.get(tag)].filter((one) => one !== undefined);
  }

  async show({ tag, body: words }: { tag: string; body: string }): Promise<void> {
    await this.obstacles.shift()?.();
    this.told.push(words);
    const shown = { words, close: () => void (this.#there.get(tag) === shown && this.#there.delete(tag)) };
    this.#there.set(tag, shown);
  }
}

let browser = new Browser();
beginBrowsers();

/** As far as notices need one; each test has a browser of its own behind it. */
function beginBrowsers(): void {
  const registration = {
    showNotification: (_: string, options: { tag: string; body: string }) => browser.show(options),
    getNotifications: async ({ tag }: { tag: string }) => browser.find(tag),
  };
  const serviceWorker = Object.assign(new EventTarget(), {
    register: async () => registration,
    getRegistration: async () => registration,
    ready: Promise.resolve(registration),
  });
  Object.defineProperty(navigator, "serviceWorker", { value: serviceWorker });
  const Notification = Object.defineProperty({}, "permission", { get: () => browser.permission });
  const events = new EventTarget();
  Object.assign(globalThis, {
    Notification,
    document: { hidden: true },
    fetch: async () => Response.json({ clinicName: "Clinic" }),
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  });
}

const fails = () => Promise.reject(new TypeError("no active registration"));
let people = 0;

/** A person with windows that all have seen the inbox: nothing unread in it. */
function personIn(t: TestContext, windows: number) {
  const me = { ...nurse, id: `nurse-${++people}` };
  browser = new Browser();
  const opened = Array.from({ length: windows }, () => open(t, { ...chatOver({}), me }));
  const each = (...them: Conversation[]) => {
    for (const { chat } of opened) chat.store.change((state) => withConversations(state, them));
  };
  return { opened, each };
}

function open(t: TestContext, chat: Chat) {
  chat.store.change((state) =>
    withList(withConversations(state, [conversation()]), "all", { phase: "ready" }),
  );
  const notices = new MessageNotices(
    chat,
    () => true,
    () => undefined,
  );
  t.after(() => notices.stop());
  /** As a tab is closed: without a word. */
  return { chat, close: () => windowsOf(chat).stop() };
}

const came = (count: number, readSeq = 10) =>
  conversation({
    lastSeq: 10 + count,
    readSeq,
    unreadCount: 10 + count - readSeq,
    lastActivityAt: `2026-05-04T10:0${count}:00.000Z`,
  });

/** However busy the machine is. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries++) await pause(10);
}

/** Keeps the next notice on its way until what is returned is called. */
function holdBack(): () => void {
  let release = (): void => {};
  browser.obstacles.push(() => new Promise((resolve) => (release = resolve)));
  return () => release();
}

const speaks = (chat: Chat) => until(() => windowsOf(chat).isSpeaker);
const isOnItsWay = () => until(() => browser.obstacles.length === 0);

/** All that is told, and nothing more. */
async function tells(...told: string[]): Promise<void> {
  await until(() => browser.told.length >= told.length);
  await pause(QUIET_MS);
  assert.deepEqual(browser.told, told);
}

test("a message is told once, whatever the number of windows, and until it is read", async (t) => {
  const { opened, each } = personIn(t, 2);
  await speaks(opened[0]!.chat);
  each(came(1));
  await tells("New message");
  each(came(2));
  await tells("New message", "2 new messages");
  each(came(2, 12));
  await tells("New message", "2 new messages");
  assert.deepEqual(browser.there, []);
});

test("a message that comes before any window speaks is told by the one whose turn comes", async (t) => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const name = `clinic-messaging.windows nurse-${people + 1}`;
  await new Promise<void>((granted) => void navigator.locks.request(name, () => (granted(), held)));
  const { each } = personIn(t, 1);
  each(came(1));
  await tells();
  release();
  await tells("New message");
});

test("a notice that cannot be shown is tried again", async (t) => {
  const { opened, each } = personIn(t, 1);
  await speaks(opened[0]!.chat);
  browser.obstacles.push(fails, fails);
  each(came(1));
  await tells("New message");
});

test("a message is told although the clinic's name is out of reach at first", async (t) => {
  const { opened, each } = personIn(t, 1);
  await speaks(opened[0]!.chat);
  const { fetch } = globalThis;
  globalThis.fetch = async () => {
    globalThis.fetch = fetch;
    throw new TypeError("Failed to fetch");
  };
  each(came(1));
  await tells("New message");
});

test("what a window was about to tell when it was closed the next one tells", async (t) => {
  const { opened, each } = personIn(t, 2);
  const [first, second] = opened;
  await speaks(first!.chat);
  browser.obstacles.push(() => new Promise(() => undefined));
  each(came(1));
  await isOnItsWay();
  await tells();
  first!.close();
  await speaks(second!.chat);
  await tells("New message");
});

test("what a window has told before it was closed the next one does not tell again, and takes away once it is read", async (t) => {
  const { opened, each } = personIn(t, 2);
  const [first, second] = opened;
  await speaks(first!.chat);
  each(came(1));
  await tells("New message");
  first!.close();
  await speaks(second!.chat);
  await tells("New message");
  second!.chat.store.change((state) => withConversations(state, [came(1, 11)]));
  await tells("New message");
  assert.deepEqual(browser.there, []);
});

test("what is read while its notice is on the way leaves none behind", async (t) => {
  const { opened, each } = personIn(t, 1);
  await speaks(opened[0]!.chat);
  const release = holdBack();
  each(came(1));
  await isOnItsWay();
  each(came(1, 11));
  await pause(50);
  release();
  await tells("New message");
  assert.deepEqual(browser.there, []);
});

test("what came before notices were allowed is told once they are, unless it was read", async (t) => {
  const { opened, each } = personIn(t, 1);
  await speaks(opened[0]!.chat);
  browser.permission = "default";
  each(came(1));
  each(came(2, 11));
  await tells();
  browser.permission = "granted";
  dispatchEvent(new Event("focus"));
  await tells("New message");
});

test("who signs out while a notice is on the way leaves none behind", async (t) => {
  const { opened, each } = personIn(t, 1);
  await speaks(opened[0]!.chat);
  const release = holdBack();
  each(came(1));
  await isOnItsWay();
  opened[0]!.close();
  release();
  await tells("New message");
  assert.deepEqual(browser.there, []);
});
