import type { CardType } from "./shapes.ts";
import type { Place } from "./slash.ts";

/** A text with its caret. */
export interface Written {
  readonly text: string;
  readonly caret: number;
}

/** The command whole, ready for words to look for. */
export function completed(text: string, { from, to }: Place, type: CardType): Written {
  const begun = `${text.slice(0, from)}/${type} `;
  return { text: begun + text.slice(to), caret: begun.length };
}

/** The text without the command, and without the white space that only the command needed. */
export function withoutCommand(text: string, { from, to }: Place): Written {
  const [before, after] = [text.slice(0, from), text.slice(to)];
  const isDoubled = before === "" || /\s$/u.test(before);
  return { text: before + (isDoubled ? after.replace(/^[^\S\n]+/u, "") : after), caret: from };
}

/** A slash where the caret is, set apart from the words around it. */
export function withSlash(text: string, caret: number): Written {
  const [before, after] = [text.slice(0, caret), text.slice(caret)];
  const begun = `${before}${/\S$/u.test(before) ? " " : ""}/`;
  return { text: `${begun}${/^\S/u.test(after) ? " " : ""}${after}`, caret: begun.length };
}
