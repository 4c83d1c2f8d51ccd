import { mediaOf } from "./media.ts";
import { OwnMedia } from "./own-media.ts";
import { DEFAULT_CHOICE } from "./devices.ts";
import type { CallLink, LocalMedia, OtherMedia } from "./shapes.ts";

/** What the events of a call carry as their `detail`. */
export interface CallEvents {
  /** What to show of the other side; null where nothing comes from them. */
  readonly remote: { readonly stream: MediaStream | null };
  readonly other: { readonly media: OtherMedia | null };
  readonly state: { readonly link: CallLink };
  /** From 0 (nothing gets through) to 4. */
  readonly quality: { readonly quality: number };
  /** One's own devices or their state have changed: see `own`. */
  readonly own: Record<string, never>;
  /** Something failed by itself, such as a camera that was unplugged. */
  readonly problem: { readonly error: unknown };
  /** The call goes on in a newer window of this person (`elsewhere`), or the provider of calls closed it (`closed`). */
  readonly ended: { readonly reason: "elsewhere" | "closed" };
}

/** A call as it can be seen at this moment; tells of each change. */
export class CallView {
  readonly events = new EventTarget();
  readonly #onOwn: () => void;
  #own: OwnMedia;
  #link: CallLink = "connecting";
  #quality = 4;
  #remote: MediaStream | null = null;
  #other: OtherMedia | null = null;

  /** `onOwn`: what is sent, or whether it is, has changed. */
  constructor(onOwn: () => void) {
    this.#onOwn = onOwn;
    this.#own = this.#holding(mediaOf(new MediaStream(), DEFAULT_CHOICE));
  }

  get own(): OwnMedia {
    return this.#own;
  }
  get link(): CallLink {
    return this.#link;
  }
  get quality(): number {
    return this.#quality;
  }
  get remote(): MediaStream | null {
    return this.#remote;
  }
  get other(): OtherMedia | null {
    return this.#other;
  }

  hold(media: LocalMedia): void {
    this.#own = this.#holding(media);
    tell(this.events, "own", {});
  }

  showLink(link: CallLink): void {
    if (link === this.#link) return;
    this.#link = link;
    tell(this.events, "state", { link });
  }

  showQuality(quality: number): void {
    if (quality === this.#quality) return;
    this.#quality = quality;
    tell(this.events, "quality", { quality });
  }

  showRemote(stream: MediaStream | null): void {
    if (stream === this.#remote) return;
    this.#remote = stream;
    tell(this.events, "remote", { stream });
  }

  showOther(media: OtherMedia | null): void {
    this.#other = media;
    tell(this.events, "other", { media });
  }

  problem(error: unknown): void {
    tell(this.events, "problem", { error });
  }

  end(reason: "elsewhere" | "closed"): void {
    tell(this.events, "ended", { reason });
  }

  #holding(media: LocalMedia): OwnMedia {
    return new OwnMedia(media, {
      onChange: () => {
        this.#onOwn();
        tell(this.events, "own", {});
      },
      onProblem: (error) => this.problem(error),
    });
  }
}

function tell<Name extends keyof CallEvents>(
  events: EventTarget,
  name: Name,
  detail: CallEvents[Name],
): void {
  events.dispatchEvent(new CustomEvent(name, { detail }));
}

/** Returns the function that stops listening. */
export function listen<Name extends keyof CallEvents>(
  events: EventTarget,
  name: Name,
  heard: (detail: CallEvents[Name]) => void,
): () => void {
  const listener = (event: Event) => heard((event as CustomEvent<CallEvents[Name]>).detail);
  events.addEventListener(name, listener);
  return () => events.removeEventListener(name, listener);
}
