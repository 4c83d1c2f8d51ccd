import type { Attachment } from "./shapes.ts";

/** Where a file is on its way into the message that is being written. */
export type UploadState =
  | "waiting"
  | "hashing"
  | "uploading"
  | "checking"
  | "ready"
  | "refused"
  | "failed"
  | "cancelled"
  | "compressing";

export interface Upload {
  /** Names the upload here and, as its Idempotency-Key, for the server. */
  readonly key: string;
  readonly fileName: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly state: UploadState;
  /** Whole per cent of the bytes that have left this browser. */
  readonly progress: number;
  /** All bytes have arrived: a retry goes on from there. */
  readonly isUploaded: boolean;
  /** As the server knows it, once it does. */
  readonly attachment: Attachment | null;
  readonly trouble: Trouble | null;
}

/** Why a file was refused or got stuck: a stable code, and the server's own words where it has said more. */
export interface Trouble {
  readonly code: string;
  readonly detail: string | null;
}

export type Step =
  | { readonly kind: "hashing" }
  | { readonly kind: "permitted"; readonly attachment: Attachment }
  | { readonly kind: "progress"; readonly percent: number }
  | { readonly kind: "uploaded" }
  /** What the server says of it, in an answer or an event. */
  | { readonly kind: "heard"; readonly attachment: Attachment }
  /** It can go on from where it stood. */
  | { readonly kind: "failed"; readonly trouble: Trouble; readonly isUploaded?: boolean }
  | { readonly kind: "refused"; readonly trouble: Trouble }
  | { readonly kind: "cancelled" }
  | { readonly kind: "again" }
  /** A picture that was too large is being made smaller. */
  | { readonly kind: "compressing" };

const UNDERWAY: ReadonlySet<UploadState> = new Set([
  "waiting",
  "hashing",
  "uploading",
  "checking",
  "compressing",
]);

export function isUnderway({ state }: Upload): boolean {
  return UNDERWAY.has(state);
}

/** One upload a step further. What was given up or has come to an end is not moved by an answer that comes late. */
export function advanced(upload: Upload, step: Step): Upload {
  if (step.kind === "again") return again(upload);
  if (step.kind === "heard") return heard(upload, step.attachment);
  const isOpen = step.kind === "refused" ? upload.state === "ready" : step.kind === "compressing";
  if (!isUnderway(upload) && !isOpen) return upload;
  switch (step.kind) {
    case "hashing":
      return { ...upload, state: "hashing" };
    case "permitted":
      return { ...upload, state: "uploading", progress: 0, attachment: step.attachment };
    case "progress":
      return { ...upload, progress: Math.max(upload.progress, step.percent) };
    case "uploaded":
      return { ...upload, state: "checking", progress: 100, isUploaded: true };
    case "failed":
      return failed(upload, step.trouble, step.isUploaded);
    case "refused":
      return { ...upload, state: "refused", trouble: step.trouble };
    case "cancelled":
    case "compressing":
      return { ...upload, state: step.kind };
  }
}

function failed(upload: Upload, trouble: Trouble, isUploaded = upload.isUploaded): Upload {
  return { ...upload, state: "failed", trouble, isUploaded };
}

/** From the step that failed: what has arrived is not sent again. */
function again(upload: Upload): Upload {
  if (upload.state !== "failed" && upload.state !== "cancelled") return upload;
  return { ...upload, state: upload.isUploaded ? "checking" : "waiting", progress: 0, trouble: null };
}

/** The server's word counts from the moment that it has all bytes; a refusal is final. */
function heard(upload: Upload, attachment: Attachment): Upload {
  const { state } = attachment;
  const isOver = upload.state === "refused" || upload.state === "cancelled";
  const isBack = upload.state === "ready" && state !== "refused";
  if (isOver || isBack || state === "uploading") return upload;
  const trouble = state === "refused" ? { code: attachment.reason ?? "CHECK_FAILED", detail: null } : null;
  return { ...upload, state, progress: 100, isUploaded: true, attachment, trouble };
}
