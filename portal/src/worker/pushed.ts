import { LANGUAGES, languageOf, type Language } from "../core/languages.ts";

/** What a push says, and what a notice says of it: how many and where, never what or from whom. */

export interface Pushed {
  readonly count: number;
  /** An address of the portal: a conversation, or a visit at which somebody waits. */
  readonly path: string;
  /** In which its person is spoken to. */
  readonly language: Language;
}

/** What a notice carries unseen. `counts`: how many messages it tells of, by where they can be read. */
export interface NoticeData {
  readonly path: string;
  readonly counts?: Readonly<Record<string, number>>;
}

export interface PushNotice {
  readonly tag: string;
  readonly words: string;
  readonly data: NoticeData;
}

/** Of all notices of messages, those that pages show too: the next takes the place of the last. */
export const MESSAGES = "messages";
const INBOX = "/chat";
const PLACE = /^\/(chat|cases|visits)(\/[\w.%-]{1,200})?$/;

/** What came, as far as it can be understood: a notice must be shown for whatever comes. */
export function readPushed(content: unknown): Pushed {
  const { count, path, language } = (content ?? {}) as Partial<Record<keyof Pushed, unknown>>;
  return {
    count: typeof count === "number" && count >= 1 ? Math.floor(count) : 1,
    path: typeof path === "string" && PLACE.test(path) ? path : INBOX,
    language: languageOf(typeof language === "string" ? [language] : navigator.languages, LANGUAGES),
  };
}

/** `shown`: what the notice of messages that is still there carries. */
export function noticeOf({ count, path, language }: Pushed, shown: NoticeData | null): PushNotice {
  if (path.startsWith("/visits/")) {
    const tag = decodeURIComponent(path.slice("/visits/".length));
    return { tag, words: WORDS[language].visit, data: { path } };
  }
  const counts = { ...shown?.counts, [path]: count };
  const places = Object.keys(counts);
  return {
    tag: MESSAGES,
    words: WORDS[language].messages(countIn({ path, counts })),
    data: { path: places.length === 1 ? path : INBOX, counts },
  };
}

export function countIn({ counts = {} }: NoticeData): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The worker has no language of its own: the same one wakes whoever has signed in. */
const WORDS: Readonly<Record<Language, { visit: string; messages(count: number): string }>> = {
  en: {
    visit: "Somebody is waiting for your video visit.",
    messages: (count) => (count === 1 ? "New message" : `${count} new messages`),
  },
  es: {
    visit: "Alguien espera su visita por video.",
    messages: (count) => (count === 1 ? "Mensaje nuevo" : `${count} mensajes nuevos`),
  },
};
