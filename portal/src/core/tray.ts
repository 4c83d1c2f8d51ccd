import type { Attachment } from "./shapes.ts";
import { advanced, type Step, type Upload } from "./uploads.ts";

/** The files of the message that is being written in one conversation. */
export interface Tray {
  readonly uploads: readonly Upload[];
  /** How many files were more than one message takes. */
  readonly leftOut: number;
}

export const NO_TRAY: Tray = { uploads: [], leftOut: 0 };

/** With more files, as far as there is room for them. */
export function withUploads(tray: Tray, more: readonly Upload[], most: number): Tray {
  const room = Math.max(0, most - tray.uploads.length);
  return { uploads: [...tray.uploads, ...more.slice(0, room)], leftOut: Math.max(0, more.length - room) };
}

export function withStep(tray: Tray, key: string, step: Step): Tray {
  return { ...tray, uploads: tray.uploads.map((one) => (one.key === key ? advanced(one, step) : one)) };
}

export function withoutUpload(tray: Tray, key: string): Tray {
  return { uploads: tray.uploads.filter((one) => one.key !== key), leftOut: 0 };
}

/** Another file in the place of one. */
export function withReplaced(tray: Tray, key: string, by: Upload): Tray {
  return { uploads: tray.uploads.map((one) => (one.key === key ? by : one)), leftOut: 0 };
}

/** With what the server says of one of the files, if it is one of these. */
export function withHeard(tray: Tray, attachment: Attachment): Tray {
  const upload = tray.uploads.find((one) => one.attachment?.id === attachment.id);
  return upload ? withStep(tray, upload.key, { kind: "heard", attachment }) : tray;
}

/** As the draft keeps them. What the server has not wholly got counts as `uploading`, whatever became of it here. */
export function attachmentsOf({ uploads }: Tray): readonly Attachment[] {
  return uploads.filter(({ state }) => state !== "cancelled").map(asAttachment);
}

function asAttachment({ key, fileName, contentType, size, state, attachment, trouble }: Upload): Attachment {
  const known = attachment ?? { id: key, fileName, contentType, size, hasPreview: false };
  if (state === "refused") return { ...known, state, ...(trouble ? { reason: trouble.code } : {}) };
  const isKnown = state === "checking" || state === "ready";
  return { ...known, state: isKnown ? state : "uploading" };
}

/** With the files of a kept draft. Of one that was on its way only the server knows whether all of it arrived. */
export function withRecalled(tray: Tray, kept: readonly Attachment[]): Tray {
  const known = new Set(tray.uploads.flatMap(({ key, attachment }) => [key, attachment?.id]));
  const recalled = kept.filter(({ id }) => !known.has(id)).map(asUpload);
  return recalled.length ? { ...tray, uploads: [...recalled, ...tray.uploads] } : tray;
}

function asUpload(attachment: Attachment): Upload {
  const { id, fileName, contentType, size, state, reason } = attachment;
  return {
    key: id,
    fileName,
    contentType,
    size,
    state: state === "uploading" ? "checking" : state,
    progress: 100,
    isUploaded: state !== "uploading",
    attachment,
    trouble: reason ? { code: reason, detail: null } : null,
  };
}
