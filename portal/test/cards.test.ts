import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOfCard,
  amountOfCard,
  cardsWith,
  dateOfCard,
  statusOfCard,
  titleOfCard,
} from "../src/core/cards.ts";
import type { Clock } from "../src/core/dates.ts";
import type { Card } from "../src/core/shapes.ts";
import { appointment, invoice } from "./samples.ts";

const chicago: Clock = { locale: "en-US", timeZone: "America/Chicago", now: () => new Date() };
const madrid: Clock = { locale: "es", timeZone: "Europe/Madrid", now: () => new Date() };

/** Formatters put narrow spaces between some words. */
const plain = (words: string | null) => words?.replace(/\s/gu, " ");

test("an appointment has its time in the reader's zone, and names the zone", () => {
  assert.equal(plain(dateOfCard(chicago, appointment)), "Sat, Nov 21, 2026, 8:30 AM CST");
  assert.equal(plain(dateOfCard(madrid, appointment)), "sáb, 21 nov 2026, 15:30 CET");
});

test("a day is the same day in every zone", () => {
  assert.equal(dateOfCard(chicago, invoice), "Nov 20, 2026");
  assert.equal(dateOfCard({ ...chicago, timeZone: "Pacific/Kiritimati" }, invoice), "Nov 20, 2026");
});

test("an amount is money of its currency, to the last digit", () => {
  assert.equal(amountOfCard(chicago, invoice), "$1,249.90");
  assert.equal(plain(amountOfCard(madrid, { ...invoice, amount: "49.90 EUR" })), "49,90 €");
  assert.equal(
    amountOfCard(chicago, { ...invoice, amount: "9007199254740993.01 USD" }),
    "$9,007,199,254,740,993.01",
  );
  assert.equal(amountOfCard(chicago, appointment), null);
});

test("what the portal does not know stands as the clinic wrote it", () => {
  const odd: Card = { ...invoice, status: "toString", date: "some day", amount: "a little", title: " " };
  assert.equal(statusOfCard(odd), "toString");
  assert.equal(dateOfCard(chicago, odd), "some day");
  assert.equal(amountOfCard(chicago, odd), "a little");
  assert.equal(titleOfCard(odd), "Invoice");
});

test("only an address of the web is followed", () => {
  assert.equal(
    addressOfCard({ ...invoice, url: "https://clinic.example/i/1" }),
    "https://clinic.example/i/1",
  );
  for (const url of ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "", null])
    assert.equal(addressOfCard({ ...invoice, url }), null);
});

test("words narrow by all that is shown, each by the beginning of one, whatever their case and accents", () => {
  const cards = [appointment, invoice];
  const found = (words: string) => cardsWith(words, cards, chicago).map(({ type }) => type);
  assert.deepEqual(found(""), ["appt", "invoice"]);
  assert.deepEqual(found("CARD follow"), ["appt"]);
  assert.deepEqual(found("nov open"), ["invoice"]);
  assert.deepEqual(found("1,249"), ["invoice"]);
  assert.deepEqual(found("ology"), []);
});
