import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Calm } from "../src/core/calm.ts";

let runs = 0;
const count = async () => void runs++;

beforeEach(() => {
  runs = 0;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

test("many wishes at once are one run, a little later", () => {
  const calm = new Calm(count);
  calm.want();
  calm.want();
  assert.equal(runs, 0);
  mock.timers.tick(600);
  assert.equal(runs, 1);
});

test("wishes that never end do not put the run off for ever", () => {
  const calm = new Calm(count);
  for (let wish = 0; wish < 40; wish++) {
    calm.want();
    mock.timers.tick(100);
  }
  assert.equal(runs, 1);
});

test("what is wanted while a run is under way comes after it", async () => {
  let finish = () => {};
  const calm = new Calm(() => {
    runs++;
    return new Promise((resolve) => (finish = resolve));
  });
  const first = calm.run();
  void calm.run();
  assert.equal(runs, 1);
  finish();
  await first;
  mock.timers.tick(600);
  assert.equal(runs, 2);
});

test("nothing runs once it has been stopped", () => {
  const calm = new Calm(count);
  calm.want();
  calm.stop();
  mock.timers.tick(5_000);
  assert.equal(runs, 0);
});
