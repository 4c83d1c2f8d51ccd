/** What it gives; undefined where it takes so long that it may never end. */
export function inTime<Given>(work: Promise<Given>, milliseconds: number): Promise<Given | undefined> {
  const over = AbortSignal.timeout(milliseconds);
  const late = new Promise<undefined>((resolve) => over.addEventListener("abort", () => resolve(undefined)));
  return Promise.race([work, late]);
}
