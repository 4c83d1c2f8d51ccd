import type { Conversation, Member, Person, Receipt } from "./shapes.ts";

/** Who else is there: members and how far each has read, who is online, who is typing. None of it is ever kept. */
export interface Company {
  /** By conversation, as last asked for. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly online: ReadonlySet<string>;
  readonly typing: ReadonlyMap<string, readonly Typist[]>;
}

export interface Typist {
  readonly person: Person;
  /** Milliseconds since the epoch: who says nothing more until then has stopped. */
  readonly until: number;
}

export const NO_COMPANY: Company = { members: new Map(), online: new Set(), typing: new Map() };

export function withMembers(company: Company, id: string, members: readonly Member[]): Company {
  const online = new Set(company.online);
  for (const member of members) online[member.online ? "add" : "delete"](member.person.id);
  return { ...company, online, members: new Map(company.members).set(id, members) };
}

export function withPresence(company: Company, personId: string, isOnline: boolean): Company {
  const online = new Set(company.online);
  online[isOnline ? "add" : "delete"](personId);
  return { ...company, online, typing: isOnline ? company.typing : withoutEverywhere(company, personId) };
}

/** How far a member has got; never back. */
export function withProgress(company: Company, receipt: Receipt): Company {
  const members = company.members.get(receipt.conversationId);
  if (!members) return company;
  const moved = members.map((member) =>
    member.person.id === receipt.personId ? further(member, receipt) : member,
  );
  return { ...company, members: new Map(company.members).set(receipt.conversationId, moved) };
}

function further(member: Member, { deliveredSeq, readSeq }: Receipt): Member {
  return {
    ...member,
    deliveredSeq: Math.max(member.deliveredSeq, deliveredSeq),
    readSeq: Math.max(member.readSeq, readSeq),
  };
}

export function withTypist(company: Company, id: string, typist: Typist): Company {
  const others = typistsIn(company, id).filter(({ person }) => person.id !== typist.person.id);
  return withTypists(company, id, [...others, typist]);
}

export function withoutTypist(company: Company, id: string, personId: string): Company {
  const typists = typistsIn(company, id);
  const others = typists.filter(({ person }) => person.id !== personId);
  return others.length === typists.length ? company : withTypists(company, id, others);
}

/** Without those of whom nothing more was heard in time. */
export function withTypistsAt(company: Company, id: string, now: number): Company {
  const typists = typistsIn(company, id);
  const busy = typists.filter(({ until }) => until > now);
  return busy.length === typists.length ? company : withTypists(company, id, busy);
}

/** While the connection is broken nothing is known of anybody. */
export function unheard(company: Company): Company {
  return { ...company, online: new Set(), typing: new Map() };
}

export function typistsIn(company: Company, id: string): readonly Typist[] {
  return company.typing.get(id) ?? [];
}

/** Those whose presence matters to the reader: for staff the patient, otherwise everybody on the other side. */
export function otherSide(
  conversation: Conversation,
  members: readonly Member[],
  me: Person,
): readonly Person[] {
  if (me.role !== "patient" && conversation.kind !== "case") return [conversation.patient];
  return members.map(({ person }) => person).filter(({ id }) => id !== me.id);
}

function withTypists(company: Company, id: string, typists: readonly Typist[]): Company {
  return { ...company, typing: new Map(company.typing).set(id, typists) };
}

function withoutEverywhere(company: Company, personId: string): ReadonlyMap<string, readonly Typist[]> {
  const others = (typists: readonly Typist[]) => typists.filter(({ person }) => person.id !== personId);
  return new Map([...company.typing].map(([id, typists]) => [id, others(typists)]));
}
