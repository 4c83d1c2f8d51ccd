import "./styles/page.css";
import { loadConfig } from "./core/config.ts";
import { LANGUAGES, languageOf, languagesRead, rememberLanguage, type Language } from "./core/languages.ts";
import { showTheme } from "./elements/theme.ts";

/** The first script of each page: fetches the portal in one language. Which one is certain once the clinic has told its own. */

/** Where each is, as the build has named it. */
declare const PORTALS: Readonly<Record<Language, string>>;
const portals = PORTALS;

showTheme();
const configured = loadConfig();
const likely = chosen();
document.head.append(
  Object.assign(document.createElement("link"), { rel: "modulepreload", href: portals[likely] }),
);
// Where the configuration cannot be had, the portal itself tells that.
const { languages } = await configured.catch(() => ({ languages: [likely] }));
const language = chosen(languages);
document.documentElement.lang = language;
Object.assign(document.querySelector("clinic-portal")!, { configured, goesOnIn });
await import(/* @vite-ignore */ portals[language]);

function chosen(spoken: readonly string[] = LANGUAGES): Language {
  return languageOf(languagesRead(), spoken);
}

/** Whether who is signed in reads another language than this page has: then it is loaded anew, and has no more to do. */
function goesOnIn(locale: string | null): boolean {
  rememberLanguage(locale ?? "");
  if (chosen(languages) === language) return false;
  location.reload();
  return true;
}
