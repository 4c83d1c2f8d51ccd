import type { Config } from "./config.ts";
import { LANGUAGES, type Language } from "./languages.ts";

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
    "Ya no le avisaremos por correo cuando tenga mensajes sin leer. Los mensajes se quedan en el portal.",
};

/** The page that mails lead to speaks every language that they do. */
export const WORDS: Readonly<Record<Language, Words>> = {
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
    start: { ...SPANISH, button: "Dejar de recibir estos correos" },
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
      heading: "No funcionó",
      about: "No se puede conectar con el servidor de la clínica. Revise su conexión.",
      button: "Intentar de nuevo",
    },
    preferences: "Abrir sus preferencias",
  },
};

/** The clinic’s name as the sign-in page says it, and its languages; where they cannot be had, no name and all languages. */
export async function clinic(ask: typeof fetch): Promise<Pick<Config, "clinicName" | "languages">> {
  const answer = await ask("/config.json", { cache: "no-cache" }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as Config) : { clinicName: "", languages: LANGUAGES };
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
