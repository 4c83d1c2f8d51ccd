/** Fails where a word of the source has no translation, or a translation has lost its source or what is put into it. */
import { words } from "./words.ts";

const { messages, errors } = words.extractSourceMessages();
const troubles = [
  ...errors.map(({ messageText }) => String(messageText)),
  ...words.validateTranslations().errors.map(String),
];
const inSource = new Map(messages.map(({ name, contents }) => [name, inWords(contents)]));
const { translations } = words.readTranslationsSync();
for (const language of words.config.targetLocales) {
  const translated = new Map(
    translations.get(language)?.map(({ name, contents }) => [name, inWords(contents)]),
  );
  for (const [name, text] of inSource)
    if (!translated.get(name)) troubles.push(`${language}: not translated: ${text}`);
  for (const [name, text] of translated)
    if (!inSource.has(name)) troubles.push(`${language}: no longer in the source: ${text}`);
}
for (const trouble of troubles) console.error(trouble);
console.log(`${inSource.size} words in ${words.config.targetLocales.length + 1} languages`);
if (troubles.length > 0) process.exit(1);

function inWords(contents: readonly (string | { readonly untranslatable: string })[]): string {
  return contents
    .map((part) => (typeof part === "string" ? part : part.untranslatable))
    .join("")
    .trim();
}
