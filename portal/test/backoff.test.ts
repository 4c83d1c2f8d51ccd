import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff } from "../src/core/backoff.ts";

test("waiting grows, with jitter, up to a limit", () => {
  assert.equal(
    backoff(0, () => 0),
    250,
  );
  assert.equal(
    backoff(0, () => 1),
    500,
  );
  assert.equal(
    backoff(3, () => 1),
    4_000,
  );
  assert.equal(
    backoff(40, () => 1),
    15_000,
  );
});
