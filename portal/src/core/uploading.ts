import type { ChatState } from "./state.ts";
import { isUnderway, type Upload } from "./uploads.ts";

/** True while bytes of some file, in whatever conversation, are in this browser alone: leaving the page would lose it. */
export function isUploading({ trays }: Pick<ChatState, "trays">): boolean {
  return [...trays.values()].some(({ uploads }) => uploads.some(wouldBeLost));
}

function wouldBeLost(upload: Upload): boolean {
  return isUnderway(upload) && upload.state !== "checking";
}
