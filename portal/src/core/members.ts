import type { Chat } from "./chat.ts";
import { withMembers } from "./company.ts";

/** Who belongs to a conversation, and who of them is online now. */
export async function loadMembers(chat: Chat, id: string): Promise<void> {
  const { items } = await chat.api.members(id);
  chat.store.change((state) => ({ ...state, company: withMembers(state.company, id, items) }));
}
