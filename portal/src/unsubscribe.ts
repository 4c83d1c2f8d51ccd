import "./styles/unsubscribe.css";
import { languageOf, languagesRead } from "./core/languages.ts";
import { clinic, turnOff, WORDS, type Step } from "./core/unsubscribing.ts";

/** Where the link of a mail leads: one button, for whoever has the link. It stands by itself, and fetches nothing else. */

const { clinicName, languages } = await clinic(fetch);
const language = languageOf(languagesRead(), languages);
const words = WORDS[language];
const token = location.pathname.split("/")[2] ?? "";
const part = (selector: string) => document.querySelector<HTMLElement>(`main ${selector}`)!;

function show(step: Step): void {
  const { heading, about, button } = words[step];
  part("h1").textContent = heading;
  part(".about").textContent = about;
  part(".acts").replaceChildren(button ? buttonOf(button, step === "asked") : preferences());
  document.title = heading;
}

function buttonOf(name: string, isBusy: boolean): HTMLElement {
  const button = Object.assign(document.createElement("button"), { textContent: name, disabled: isBusy });
  button.addEventListener("click", () => void stop());
  return button;
}

function preferences(): HTMLElement {
  return Object.assign(document.createElement("a"), { textContent: words.preferences, href: "/preferences" });
}

async function stop(): Promise<void> {
  show("asked");
  show(await turnOff(token, fetch));
  part("h1").focus();
}

document.documentElement.lang = language;
show("start");
part(".clinic").textContent = clinicName;
