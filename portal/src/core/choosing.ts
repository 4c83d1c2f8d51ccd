/**
 * What Enter takes: the option that the person has moved to, or the only one there is.
 * Never the first of several: somebody who has just typed may not have looked at them yet.
 */
export function takenByEnter<Option>(options: readonly Option[] | null, active: number): Option | null {
  if (!options) return null;
  return options[active] ?? (options.length === 1 ? options[0]! : null);
}
