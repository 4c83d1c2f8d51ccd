import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOf } from "../src/core/languages.ts";

test("the first language that somebody reads and the clinic speaks is the page’s", () => {
  assert.equal(languageOf(["fr-FR", "es-MX", "en"], ["en", "es"]), "es");
  assert.equal(languageOf(["EN-us", "es"], ["es", "en"]), "en");
});

test("who reads none of the clinic’s languages gets its first", () => {
  assert.equal(languageOf(["fr"], ["es", "en"]), "es");
  assert.equal(languageOf(["es-MX"], ["en"]), "en");
  assert.equal(languageOf([], ["en", "es"]), "en");
});

test("a language that this portal has no words in yet is passed over, and so is a word that is none", () => {
  assert.equal(languageOf(["pt-BR", "es"], ["pt", "en", "es"]), "es");
  assert.equal(languageOf(["", "xx"], ["pt", "es"]), "es");
  assert.equal(languageOf(["pt"], ["pt"]), "en");
});
