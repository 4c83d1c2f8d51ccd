import { backoff, pause } from "./backoff.ts";
import type { Chat } from "./chat.ts";
import { isPassing } from "./problem.ts";
import type { Attachment } from "./shapes.ts";
import type { SendForm } from "./store-form.ts";
import type { Step, Upload } from "./uploads.ts";

const TRIES = 4;

/** One file on its way: what it takes, and whom to tell. */
export interface Delivery {
  readonly chat: Chat;
  readonly conversation: string;
  readonly upload: Upload;
  readonly file: File;
  readonly send: SendForm;
  readonly signal: AbortSignal;
  readonly tell: (step: Step) => void;
}

/** Brings a file to the store, under a permit for exactly these bytes. A repetition asks for the same permit again. */
export async function deliver(delivery: Delivery): Promise<Attachment> {
  const { chat, conversation, upload, file, tell } = delivery;
  tell({ kind: "hashing" });
  const { key, fileName, contentType, size } = upload;
  const declared = { fileName, contentType, size, sha256: await sha256Of(file) };
  for (let attempt = 0; ; attempt++) {
    const { attachment, upload: form } = await persistently(() =>
      chat.api.permitUpload(conversation, declared, key),
    );
    delivery.signal.throwIfAborted();
    tell({ kind: "permitted", attachment });
    if (attachment.state !== "uploading" || !form) return attachment;
    try {
      await delivery.send(form, file, {
        signal: delivery.signal,
        onProgress: (percent) => tell({ kind: "progress", percent }),
      });
      return attachment;
    } catch (error) {
      await waitBefore(attempt, error, delivery.signal);
    }
  }
}

/** The same request again while what stands against it may pass. */
export async function persistently<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      await waitBefore(attempt, error);
    }
  }
}

/** Throws what will not pass, and the last of several. */
async function waitBefore(attempt: number, error: unknown, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (!isPassing(error) || attempt + 1 === TRIES) throw error;
  await pause(backoff(attempt));
}

export async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
