/** The signs that turn writing around: a name could hide its true ending behind them. */
const TURNING = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;
const ENDING = 10;

/** A name as it can be shown: what is long loses its middle, for the ending says what a file is. */
export function shortened(name: string, most = 36): string {
  const letters = [...name.replace(TURNING, "")];
  if (letters.length <= most) return letters.join("");
  return `${letters.slice(0, most - ENDING - 1).join("")}…${letters.slice(-ENDING).join("")}`;
}

const KIB = 1024;

/** In the units in which the clinic's limit is published: a MiB has 1,048,576 bytes. */
export function sizeInWords(locale: string, bytes: number): string {
  const [amount, unit] = bytes < KIB * KIB ? [Math.max(1, bytes / KIB), "KiB"] : [bytes / KIB / KIB, "MiB"];
  const digits = unit === "MiB" ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(amount)} ${unit}`;
}
