interface Policy {
  createScriptURL(url: string): string;
}

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

const ADDRESS = "/sw.js";
let policy: Policy | undefined;

/** The address of our service worker, as pages may use it whose policy asks for trusted types. This one and no other. */
export function workerUrl(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  if (!trustedTypes) return ADDRESS;
  policy ??= trustedTypes.createPolicy("clinic-messaging", { createScriptURL: () => ADDRESS });
  return policy.createScriptURL(ADDRESS);
}
