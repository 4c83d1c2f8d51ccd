import { html, LitElement, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Reader } from "../core/reader.ts";
import type { ToastRegion } from "../elements/toast-region.ts";
import { MessageNotices } from "./message-notices.ts";
import { keepSubscribed, watchSubscription } from "./push-subscription.ts";
import type { Compose, NewMessage } from "./new-message.ts";
import type { RunningChat } from "./start-chat.ts";
import { tell } from "./tell.ts";
import "../elements/account-menu.ts";
import "../elements/toast-region.ts";
import "./visit-alerts.ts";

/**
 * What stands over every page and comes after it, for nobody waits for it: notes, and one dialog for new messages, so that
 * what was begun on one page can be finished on another. With it come the account's menu, the visits that call, and notices of messages.
 * Events: `go` {path}, `problem` {error}.
 */
@customElement("shell-beside")
export class ShellBeside extends LitElement {
  @property({ attribute: false }) running!: RunningChat;
  @property({ attribute: false }) reader!: Reader;
  @state() private hasDialog = false;
  @query("toast-region") private toasts!: ToastRegion;
  @query("new-message") private newMessage!: NewMessage;
  #notices: MessageNotices | null = null;
  #unwatch = (): void => {};

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#notices?.stop();
    this.#unwatch();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("running")) return;
    this.#subscribe();
    if (this.#notices) return;
    const wants = () => this.running.me.preferences.notify.web;
    this.#notices = new MessageNotices(this.running.chat, wants, (path) => tell(this, "go", { path }));
    this.#unwatch = watchSubscription(this.#subscribe);
  }

  /** Fails in silence: notices of an open portal need none of it, and the next visit tries again. */
  readonly #subscribe = (): void => {
    const { me, chat } = this.running;
    void keepSubscribed(me, chat.api.http).catch(() => undefined);
  };

  async show(words: string): Promise<void> {
    await this.updateComplete;
    this.toasts.show(words);
  }

  async compose(about: Compose): Promise<void> {
    try {
      await import("./new-message.ts");
      this.hasDialog = true;
      await this.updateComplete;
      await this.newMessage.open(about);
    } catch (error) {
      tell(this, "problem", { error });
    }
  }

  protected override render() {
    const { running, reader } = this;
    return html`<toast-region></toast-region> ${
        this.hasDialog
          ? html`<new-message .chat=${running.chat} .me=${running.me} .reader=${reader}></new-message>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "shell-beside": ShellBeside;
  }
}
