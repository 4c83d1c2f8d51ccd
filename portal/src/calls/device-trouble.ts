/** Why a camera or microphone cannot be used, by what the person can do about it. */
export type DeviceTrouble = "denied" | "denied-by-system" | "none" | "in-use" | "insecure" | "failed";

/** What a browser's own error means. Where there is nothing to ask (`hasAccess` false), the page came unencrypted. */
export function troubleOf(error: unknown, hasAccess = true): DeviceTrouble {
  if (!hasAccess) return "insecure";
  const { name = "", message = "" } = (error ?? {}) as { name?: string; message?: string };
  if (name === "NotAllowedError" && /system/i.test(message)) return "denied-by-system";
  return TROUBLES[name] ?? "failed";
}

const TROUBLES: Readonly<Record<string, DeviceTrouble>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "in-use",
  AbortError: "in-use",
};
