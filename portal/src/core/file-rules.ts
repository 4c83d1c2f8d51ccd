import type { Limits } from "./shapes.ts";

/** What a clinic takes, as `GET /me` says it. A server that says nothing of files takes none. */
export type FileLimits = Omit<Limits, "textLength">;

const OFFICE = "application/vnd.openxmlformats-officedocument.";

/** How the names of files end, by content type: what a browser says of a file depends on the machine. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  "image/jpeg": ["jpg", "jpeg", "jfif"],
  "image/png": ["png"],
  "image/webp": ["webp"],
  "image/heic": ["heic", "heif"],
  "image/gif": ["gif"],
  "application/pdf": ["pdf"],
  [`${OFFICE}wordprocessingml.document`]: ["docx"],
  [`${OFFICE}spreadsheetml.sheet`]: ["xlsx"],
  [`${OFFICE}presentationml.presentation`]: ["pptx"],
  "text/plain": ["txt"],
  "text/csv": ["csv"],
};

/** For a file field: types and endings, because not every machine knows the types. */
export function acceptOf(types: readonly string[]): string {
  return types.flatMap((type) => [type, ...(ENDINGS[type] ?? []).map((ending) => `.${ending}`)]).join(",");
}

/** The type that the name says; where the name says nothing known, the browser's. */
export function typeOf({ name, type }: Pick<File, "name" | "type">): string {
  const ending = endingOf(name).toLowerCase();
  const named = Object.entries(ENDINGS).find(([, endings]) => endings.includes(ending));
  return named?.[0] ?? type;
}

/** What follows the last point of a name. */
export function endingOf(name: string): string {
  return name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
}

/** Why a file would be refused, before anything is sent; null where nothing is known against it. */
export function refusalOf(file: Pick<File, "name" | "type" | "size">, limits: FileLimits): string | null {
  if (!limits.attachmentTypes.includes(typeOf(file))) return "NOT_TAKEN";
  if (file.size === 0) return "EMPTY";
  return file.size > limits.attachmentBytes ? "TOO_LARGE" : null;
}

/** The browser can draw these, and so make them smaller. */
const COMPRESSIBLE: ReadonlySet<string> = new Set(["image/jpeg", "image/png", "image/webp"]);

export function isCompressible(contentType: string): boolean {
  return COMPRESSIBLE.has(contentType);
}
