import { msg, str } from "@lit/localize";
import { shortened, sizeInWords } from "../core/file-names.ts";
import type { Trouble, Upload } from "../core/uploads.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument.";

/** What kind of file it is, as people call it. */
export function typeInWords(contentType: string): string {
  if (contentType.startsWith("image/")) return msg("Photo");
  const names: Readonly<Record<string, string>> = {
    "application/pdf": "PDF",
    [`${OFFICE}wordprocessingml.document`]: msg("Word document"),
    [`${OFFICE}spreadsheetml.sheet`]: msg("Excel sheet"),
    [`${OFFICE}presentationml.presentation`]: msg("PowerPoint slides"),
    "text/plain": msg("Text"),
    "text/csv": msg("Table (CSV)"),
  };
  return names[contentType] ?? msg("File");
}

/** Where an upload stands, in a few words; empty where `troubleInWords` says it. */
export function stateInWords({ state, progress }: Upload): string {
  const words: Readonly<Record<Upload["state"], string>> = {
    waiting: msg("Waiting"),
    hashing: msg("Preparing"),
    uploading: msg(str`Uploading, ${progress} %`),
    checking: msg("Being checked"),
    ready: msg("Ready"),
    cancelled: msg("Cancelled", { id: "upload-cancelled" }),
    compressing: msg("Compressing"),
    refused: "",
    failed: "",
  };
  return words[state];
}

/** Where the words of a limit come from. */
export interface Bounds {
  readonly locale: string;
  readonly attachmentBytes: number;
}

/** Why a file was refused or got stuck, and what to do about it. */
export function troubleInWords(fileName: string, { code, detail }: Trouble, bounds: Bounds): string {
  const name = shortened(fileName);
  const most = sizeInWords(bounds.locale, bounds.attachmentBytes);
  const words: Readonly<Record<string, () => string>> = {
    TOO_LARGE: () => msg(str`${name} is larger than ${most}. Compress it and try again.`),
    STILL_TOO_LARGE: () =>
      msg(str`${name} is larger than ${most}, and this browser could not make it smaller.`),
    ...STUCK,
    ...REFUSED,
  };
  return words[code]?.() ?? detail ?? msg("This file was not accepted. Choose another one.");
}

type Words = Readonly<Record<string, () => string>>;

/** What may go better at another try. */
const STUCK: Words = {
  UNREACHABLE: () => msg("The connection was lost. Try again."),
  NOT_STORED: () => msg("The upload did not work. Try again."),
  NOT_UPLOADED: () => msg("The upload did not arrive. Try again."),
  LOST: () => msg("Lost: the page was closed before it was uploaded. Choose the file again."),
  CHANGED: () => msg("The file changed while it was being uploaded. Choose it again."),
  UNREADABLE: () => msg("This browser cannot read the file any more. Choose it again."),
};

/** What the check at the clinic has found. */
const REFUSED: Words = {
  EMPTY: () => msg("The file is empty. Choose another one."),
  TYPE_MISMATCH: () => msg("What is in the file is not what it claims to be. Save it anew and try again."),
  NAME_MISMATCH: () => msg("The ending of the name does not fit the file. Save it anew and try again."),
  CORRUPT: () => msg("The file is damaged. Save it anew and try again."),
  MACROS: () => msg("The file has macros. Save it without them and try again."),
  ENCRYPTED: () => msg("The file has a password. Save it without one and try again."),
  ACTIVE_CONTENT: () => msg("The file can run programs. Print it to a new PDF and send that."),
  EMBEDDED_FILES: () => msg("There are other files inside this one. Send them one by one."),
  BOMB: () => msg("The file unpacks to far too much. Save it anew and try again."),
  NOT_ALLOWED: () =>
    msg("Inside, this file is of a type that cannot be sent. Save it anew, or send it as a PDF."),
  NOT_TAKEN: () =>
    msg(
      "Files of this type cannot be sent. Send a photo, a PDF, a Word, Excel or PowerPoint file, or plain text.",
    ),
  CHECKSUM: () => msg("The file did not arrive whole. Choose it again."),
  SIZE: () => msg("The file did not arrive whole. Choose it again."),
  MALWARE: () => msg("Malware was found in this file. It cannot be opened; do not open copies of it."),
  CHECK_FAILED: () => msg("The file could not be checked. Try again later, or send it as a PDF."),
  CHECK_TIMED_OUT: () => msg("The check took too long. Choose the file again."),
  UNSENT_TOO_LONG: () => msg("The file was not sent for a day and has been removed. Choose it again."),
};
