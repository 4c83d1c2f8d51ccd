export type Theme = "auto" | "light" | "dark";

const KEY = "clinic-messaging.theme";

export function chosenTheme(): Theme {
  return (localStorage.getItem(KEY) as Theme | null) ?? "auto";
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  showTheme();
}

/** Light or dark as the person chose; without a choice as their system is. */
export function showTheme(): void {
  document.documentElement.dataset["theme"] = chosenTheme();
}
