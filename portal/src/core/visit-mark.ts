/** That this tab is in a visit: after a reload it goes back in by itself. */

const KEY = "clinic-messaging.visit";

interface Mark {
  readonly personId: string;
  readonly appointmentId: string;
}

export function markVisit(mark: Mark, ofTab: Storage): void {
  ofTab.setItem(KEY, JSON.stringify(mark));
}

export function isMarked({ personId, appointmentId }: Mark, ofTab: Storage): boolean {
  const known = JSON.parse(ofTab.getItem(KEY) ?? "null") as Mark | null;
  return known?.personId === personId && known.appointmentId === appointmentId;
}

export function forgetVisit(ofTab: Storage): void {
  ofTab.removeItem(KEY);
}
