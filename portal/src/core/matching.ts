/** A stretch of text, and whether it is what somebody searched for. */
export interface Part {
  readonly text: string;
  readonly isMatch: boolean;
}

const LETTER = /[\p{L}\p{N}]/u;

/** The words of a text as searching sees them: case and accents ignored. */
export function searchWords(text: string): readonly string[] {
  return folded(text)
    .map(({ fold }) => fold)
    .join("")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** The text in parts, with those beginnings of words marked that the search found. */
export function markedParts(text: string, search: string): readonly Part[] {
  const words = searchWords(search);
  const letters = folded(text);
  const parts: Part[] = [];
  const add = (from: number, to: number, isMatch: boolean) => {
    const piece = text.slice(letters[from]?.at, letters[to]?.at);
    if (from < to) parts.push({ text: piece, isMatch });
  };
  let done = 0;
  for (let at = 0; at < letters.length; at++) {
    if (at > 0 && LETTER.test(letters[at - 1]!.fold)) continue;
    const length = Math.max(0, ...words.map((word) => matched(letters, at, word)));
    if (length === 0) continue;
    add(done, at, false);
    add(at, at + length, true);
    done = at + length;
    at = done - 1;
  }
  add(done, letters.length, false);
  return parts;
}

interface Letter {
  /** Where it stands in the text. */
  readonly at: number;
  readonly fold: string;
}

/** Each letter with its accents, in lower case and without them. */
function folded(text: string): readonly Letter[] {
  return [...text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)].map(({ 0: letter, index }) => ({
    at: index,
    fold: letter.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, ""),
  }));
}

/** How many letters from `at` spell the word; 0 if they do not. */
function matched(letters: readonly Letter[], at: number, word: string): number {
  let spelt = "";
  for (let length = 0; at + length < letters.length; length++) {
    if (spelt.length >= word.length) return length;
    spelt += letters[at + length]!.fold;
    if (!spelt.startsWith(word.slice(0, spelt.length))) return 0;
  }
  return spelt.length >= word.length ? letters.length - at : 0;
}
