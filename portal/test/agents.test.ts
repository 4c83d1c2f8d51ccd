import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceOf } from "../src/core/agents.ts";

const KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)";

test("a device is called by its browser and its system", () => {
  const known = {
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/126.0.0.0 Safari/537.36 Edg/126.0`]:
      "Edge on Windows",
    [`Mozilla/5.0 (X11; Linux x86_64) ${KHTML} HeadlessChrome/126.0 Safari/537.36`]: "Chrome on Linux",
    [`Mozilla/5.0 (Linux; Android 14) ${KHTML} Chrome/126.0 Mobile Safari/537.36`]: "Chrome on Android",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:127.0) Gecko/20100101 Firefox/127.0": "Firefox on Mac",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 Version/17.5 Mobile/1 Safari/604.1":
      "Safari on iPhone",
  };
  for (const [agent, words] of Object.entries(known)) {
    const { browser, system } = deviceOf(agent);
    assert.equal(`${browser} on ${system}`, words);
  }
});

test("what calls itself by no known name is called nothing", () => {
  for (const agent of ["", "curl/8.5", "toString"])
    assert.deepEqual(deviceOf(agent), { browser: null, system: null });
});
