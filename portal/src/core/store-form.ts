import { Unreachable } from "./problem.ts";
import type { UploadForm } from "./shapes.ts";

/** The file store refused the bytes. `code` as it says it, such as EntityTooLarge. */
export class StoreRefusal extends Error {
  override readonly name = "StoreRefusal";
  readonly code: string;

  constructor(code: string) {
    super(`The file store refused the file: ${code}.`);
    this.code = code;
  }
}

export interface Sending {
  /** Whole per cent. */
  readonly onProgress: (percent: number) => void;
  readonly signal: AbortSignal;
}

export type SendForm = (form: UploadForm, file: Blob, sending: Sending) => Promise<void>;

const STALLED_AFTER_MS = 60_000;

/** Sends a file straight to the store. By XMLHttpRequest, for `fetch` tells no progress. */
export const sendForm: SendForm = (form, file, { onProgress, signal }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const unreached = (why: string) => reject(new Unreachable(why));
    const stall = watchFor(STALLED_AFTER_MS, () => request.abort());
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.upload.onprogress = ({ loaded, total }) => {
      stall.again();
      onProgress(Math.floor((100 * loaded) / total));
    };
    request.onload = () =>
      request.status < 300 ? resolve() : reject(refusalIn(request.status, request.responseText));
    request.onerror = () => unreached("The file store cannot be reached.");
    request.onabort = () => unreached("The upload was broken off.");
    request.onloadend = () => stall.end();
    request.open("POST", form.url);
    request.send(bodyOf(form, file));
  });

/** The file comes last: the store passes over what follows it. */
function bodyOf(form: UploadForm, file: Blob): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append("file", file);
  return body;
}

/** What an answer of the store means: XML with a code. A store that is busy or broken may take the same bytes later. */
export function refusalIn(status: number, xml: string): Error {
  if (status >= 500) return new Unreachable("The file store is busy.");
  return new StoreRefusal(/<Code>(\w+)<\/Code>/.exec(xml)?.[1] ?? `HTTP_${status}`);
}

function watchFor(milliseconds: number, act: () => void) {
  let timer = setTimeout(act, milliseconds);
  return {
    again(): void {
      clearTimeout(timer);
      timer = setTimeout(act, milliseconds);
    },
    end: () => clearTimeout(timer),
  };
}
