import { CARD_TYPES } from "./card-words.ts";
import type { CardType } from "./shapes.ts";

/** A command in a text, from its slash to the end of what has been typed of it. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** The name of a command is being typed: which ones it may become. */
export interface Naming extends Place {
  readonly commands: readonly CardType[];
}

/** The command stands there whole, and perhaps words to look for. */
export interface Finding extends Place {
  readonly type: CardType;
  readonly words: string;
}

export type Slash = Naming | Finding;

const BEGINNING = /(?<!\S)\//gu;
const COMMAND = /^\/(\p{L}*)(?:[^\S\n]+(.*))?$/u;

/** The command that the caret stands in. A slash within a word, and one before anything unknown, is a slash. */
export function slashAt(text: string, caret: number): Slash | null {
  const to = caret + /^\S*/u.exec(text.slice(caret))![0].length;
  const before = text.slice(0, to);
  const from = [...before.matchAll(BEGINNING)].at(-1)?.index ?? caret;
  if (from >= caret) return null;
  const [, name = "", words] = COMMAND.exec(before.slice(from)) ?? [];
  if (words !== undefined) {
    const type = CARD_TYPES.find((one) => one === name.toLowerCase());
    return type ? { from, to, type, words: words.trim() } : null;
  }
  const isWhole = before.length - from === name.length + 1;
  const commands = isWhole ? CARD_TYPES.filter((one) => one.startsWith(name.toLowerCase())) : [];
  return commands.length > 0 ? { from, to, commands } : null;
}
