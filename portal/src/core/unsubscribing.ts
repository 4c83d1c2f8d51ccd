/** Turning emails off by the link of one, without signing in. */

/** How far it has come: `asked` is under way; `unknown`: the link is none, or too old. */
export type Step = "start" | "asked" | "done" | "unknown" | "failed";

interface Page {
  readonly heading: string;
  readonly about: string;
  /** What to press; where there is nothing, a link leads to the preferences. */
  readonly button?: string;
}

type Words = Readonly<Record<Step, Page>> & { readonly preferences: string };

const ENGLISH = {
  heading: "Stop these emails?",
  about:
    "You will no longer get an email when messages wait for you. The messages themselves stay in the portal.",
};
const SPANISH = {
  heading: "¿Dejar de recibir estos correos?",
  about:
    "Ya no le avisaremos por correo de los mensajes sin leer. Los mensajes mismos siguen estando en el portal.",
};

/** Mails are written in these languages, and so is the page that they lead to. */
export const WORDS: Readonly<Record<"en" | "es", Words>> = {
  en: {
    start: { ...ENGLISH, button: "Stop these emails" },
    asked: { ...ENGLISH, button: "Stopping…" },
    done: {
      heading: "You get no more of these emails",
      about: "You can turn them on again in your preferences whenever you like.",
    },
    unknown: {
      heading: "This link does not work",
      about: "It is not complete, or older than a year. Sign in and turn off emails in your preferences.",
    },
    failed: {
      heading: "That did not work",
      about: "The clinic’s server cannot be reached. Please check your connection.",
      button: "Try again",
    },
    preferences: "Open your preferences",
  },
  es: {
    start: { ...SPANISH, button: "No recibir más estos correos" },
    asked: { ...SPANISH, button: "Un momento…" },
    done: {
      heading: "Ya no recibirá estos correos",
      about: "Puede volver a activarlos en sus preferencias cuando quiera.",
    },
    unknown: {
      heading: "Este enlace no funciona",
      about:
        "No está completo o tiene más de un año. Inicie sesión y desactive los correos en sus preferencias.",
    },
    failed: {
      heading: "No ha funcionado",
      about: "No se puede conectar con el servidor de la clínica. Compruebe su conexión.",
      button: "Intentarlo de nuevo",
    },
    preferences: "Abrir sus preferencias",
  },
};

/** The first of the languages that somebody reads in which there are words; else English. */
export function languageOf(preferred: readonly string[]): "en" | "es" {
  const spoken = preferred.map((one) => one.split("-")[0]!.toLowerCase());
  return spoken.find((one) => one === "en" || one === "es") ?? "en";
}

/** As the sign-in page calls the clinic; empty where that cannot be had. */
export async function clinicName(ask: typeof fetch): Promise<string> {
  const answer = await ask("/config.json", { cache: "no-cache" }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as { clinicName: string }).clinicName : "";
}

/** Asks the clinic to send no more of them. */
export async function turnOff(token: string, ask: typeof fetch): Promise<Step> {
  const request: RequestInit = {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    signal: AbortSignal.timeout(15_000),
  };
  const answer = await ask(`/v1/unsubscribe/${encodeURIComponent(token)}`, request).catch(() => null);
  if (answer?.ok) return "done";
  return answer?.status === 404 ? "unknown" : "failed";
}
