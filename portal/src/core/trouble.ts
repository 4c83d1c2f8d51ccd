import { isPassing, Problem, SignedOut } from "./problem.ts";
import { StoreRefusal } from "./store-form.ts";
import type { Step, Trouble } from "./uploads.ts";

/** The store's own codes, as ours. What is not named here may get through at another try. */
const STORE_CODES: Readonly<Record<string, string>> = {
  EntityTooLarge: "TOO_LARGE",
  EntityTooSmall: "CHANGED",
  BadDigest: "CHANGED",
  XAmzContentChecksumMismatch: "CHANGED",
};

/** What stands in the tray after an error: refused where trying again would change nothing, otherwise failed. */
export function stepAfter(error: unknown): Step {
  if (isPassing(error) || error instanceof SignedOut) return failed({ code: "UNREACHABLE", detail: null });
  if (error instanceof StoreRefusal) {
    const code = STORE_CODES[error.code];
    return code ? refused({ code, detail: null }) : failed({ code: "NOT_STORED", detail: null });
  }
  if (error instanceof Problem) return afterProblem(error);
  // The browser's own error: the file has been moved, changed or taken away since it was chosen.
  return refused({ code: "UNREADABLE", detail: null });
}

function afterProblem({ code, detail, status }: Problem): Step {
  if (code === "NOT_UPLOADED") return failed({ code, detail: null }, false);
  if (status === 404) return refused({ code: "UNSENT_TOO_LONG", detail: null });
  return refused({ code, detail });
}

function failed(trouble: Trouble, isUploaded?: boolean): Step {
  return { kind: "failed", trouble, ...(isUploaded === undefined ? {} : { isUploaded }) };
}

function refused(trouble: Trouble): Step {
  return { kind: "refused", trouble };
}
