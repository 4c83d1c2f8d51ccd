import { refusalOf, typeOf, type FileLimits } from "./file-rules.ts";
import type { Upload } from "./uploads.ts";

/** A file that somebody has just chosen: it waits for its turn, unless the clinic would not take it anyway. */
export function chosen(file: File, key: string, limits: FileLimits): Upload {
  const code = refusalOf(file, limits);
  return {
    key,
    fileName: file.name,
    contentType: typeOf(file),
    size: file.size,
    state: code ? "refused" : "waiting",
    progress: 0,
    isUploaded: false,
    attachment: null,
    trouble: code ? { code, detail: null } : null,
  };
}
