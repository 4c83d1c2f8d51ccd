import type { ReactiveControllerHost } from "lit";
import { inTurn, type Chat } from "../core/chat.ts";
import { detailFor, undoing, withPreferences, type Saving } from "../core/preferences.ts";
import { SignedOut } from "../core/problem.ts";
import type { Me, Preferences, PreferencesChange } from "../core/shapes.ts";
import { tell } from "./tell.ts";

type Page = ReactiveControllerHost & HTMLElement & { readonly chat: Chat; readonly me: Me };

/** Saves each change by itself: shown at once, saved in its turn, put back where that fails. */
export class PreferenceSaver {
  readonly #page: Page;
  #shown: Preferences | null = null;
  readonly #savings = new Map<string, Saving>();

  constructor(page: Page) {
    this.#page = page;
  }

  /** As the person wants them, whether the server has said yes already or not. */
  get preferences(): Preferences {
    return this.#shown ?? this.#page.me.preferences;
  }

  of(field: string): Saving | undefined {
    return this.#savings.get(field);
  }

  async save(field: string, change: PreferencesChange): Promise<void> {
    const undo = undoing(this.preferences, change);
    this.#show(change);
    this.#note(field, { state: "saving" });
    try {
      await this.#send(change);
      this.#note(field, { state: "saved" });
    } catch (error) {
      if (error instanceof SignedOut) return tell(this.#page, "problem", { error });
      this.#show(undo);
      this.#note(field, { state: "failed", detail: detailFor(error, field), change });
    }
  }

  async again(field: string): Promise<void> {
    const saving = this.of(field);
    if (saving?.state === "failed") await this.save(field, saving.change);
  }

  #send(change: PreferencesChange): Promise<void> {
    const { chat } = this.#page;
    return inTurn(chat, "preferences", async () =>
      tell(this.#page, "me", { me: await chat.api.prefer(change) }),
    );
  }

  #show(change: PreferencesChange): void {
    this.#shown = withPreferences(this.preferences, change);
  }

  #note(field: string, saving: Saving): void {
    this.#savings.set(field, saving);
    const isUnderWay = [...this.#savings.values()].some(({ state }) => state === "saving");
    if (!isUnderWay) this.#shown = null;
    if (!isUnderWay && saving.state === "saved") tell(this.#page, "preferred", {});
    this.#page.requestUpdate();
  }
}
