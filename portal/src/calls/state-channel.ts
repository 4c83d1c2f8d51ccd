import type { OtherMedia } from "./shapes.ts";

/** Tells the other side beside the media what they are: an empty picture and a muted one look the same. */
export class StateChannel {
  readonly #heard: (media: OtherMedia) => void;
  #channel: RTCDataChannel | null = null;
  #media: OtherMedia | null = null;

  constructor(heard: (media: OtherMedia) => void) {
    this.#heard = heard;
  }

  use(channel: RTCDataChannel): void {
    this.#channel = channel;
    channel.onopen = () => this.#say();
    channel.onmessage = ({ data }) => {
      const media = otherMediaIn(String(data));
      if (media) this.#heard(media);
    };
    this.#say();
  }

  /** What is told before the way is open is said when it is. */
  tell(media: OtherMedia): void {
    this.#media = media;
    this.#say();
  }

  #say(): void {
    if (this.#media && this.#channel?.readyState === "open") this.#channel.send(JSON.stringify(this.#media));
  }
}

/** What the other side said of its media; null where that is not understood. */
export function otherMediaIn(said: string): OtherMedia | null {
  try {
    const media = JSON.parse(said) as Partial<OtherMedia> | null;
    return {
      hasMicrophone: !!media?.hasMicrophone,
      hasCamera: !!media?.hasCamera,
      isSharing: !!media?.isSharing,
    };
  } catch {
    return null;
  }
}
