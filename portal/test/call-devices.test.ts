import assert from "node:assert/strict";
import { test } from "node:test";
import { troubleOf } from "../src/calls/device-trouble.ts";
import {
  among,
  audioOf,
  DEFAULT_CHOICE,
  devicesIn,
  rememberChoice,
  rememberedChoice,
  videoOf,
} from "../src/calls/devices.ts";
import { OthersHere } from "../src/calls/others-here.ts";

const info = (kind: MediaDeviceKind, deviceId: string, label: string) => ({
  kind,
  deviceId,
  label,
  groupId: "g",
});

test("devices stand under their kind, and two of one name can be told apart", () => {
  const devices = devicesIn([
    info("videoinput", "c1", "HD Camera"),
    info("videoinput", "c2", "HD Camera"),
    info("audioinput", "m1", "Headset"),
    info("audiooutput", "s1", "Headset"),
  ]);
  assert.deepEqual(
    devices.camera.map(({ name }) => name),
    ["HD Camera", "HD Camera (2)"],
  );
  assert.deepEqual(devices.speaker, [{ id: "s1", name: "Headset" }]);
});

test("before it is allowed to use them a browser names no devices, and none can be chosen", () => {
  assert.deepEqual(devicesIn([info("videoinput", "", "")]).camera, []);
});

test("what was chosen and is gone is left to the browser; the rest of the choice stays", () => {
  const devices = devicesIn([info("audioinput", "m1", "Headset")]);
  const choice = { ...DEFAULT_CHOICE, camera: "gone", microphone: "m1", isCameraOn: false };
  assert.deepEqual(among(choice, devices), { ...DEFAULT_CHOICE, microphone: "m1", isCameraOn: false });
});

test("a device is wished for, not demanded; without a wish the camera is the one that faces the person", () => {
  const choice = { ...DEFAULT_CHOICE, camera: "c1", microphone: "m1" };
  assert.deepEqual(videoOf(choice).deviceId, { ideal: "c1" });
  assert.deepEqual(audioOf(choice).deviceId, { ideal: "m1" });
  assert.equal(videoOf(DEFAULT_CHOICE).facingMode, "user");
});

test("the choice is remembered; what cannot be read counts as none", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  assert.deepEqual(rememberedChoice(storage), DEFAULT_CHOICE);
  const choice = { ...DEFAULT_CHOICE, camera: "c1", isMicrophoneOn: false };
  rememberChoice(storage, choice);
  assert.deepEqual(rememberedChoice(storage), choice);
  for (const broken of ["{", "null", '{"camera": 7}']) {
    kept.set([...kept.keys()][0]!, broken);
    assert.deepEqual(rememberedChoice(storage), DEFAULT_CHOICE, broken);
  }
});

test("each refusal is known by what the person can do about it", () => {
  const refused = (name: string, message = "") => troubleOf(Object.assign(new Error(message), { name }));
  assert.equal(refused("NotAllowedError", "Permission denied"), "denied");
  assert.equal(refused("NotAllowedError", "Permission denied by system"), "denied-by-system");
  assert.equal(refused("NotFoundError"), "none");
  assert.equal(refused("NotReadableError"), "in-use");
  assert.equal(refused("TypeError"), "failed");
  assert.equal(troubleOf(new TypeError("undefined"), false), "insecure");
});

test("of others in a meeting those who left are gone, and those whose connection broke may come back", () => {
  const others = new OthersHere("me");
  others.change("me", "here");
  assert.deepEqual([others.areHere, others.haveLeft], [false, true]);
  others.change("you", "here");
  assert.deepEqual([others.areHere, others.haveLeft], [true, false]);
  others.change("you", "lost");
  assert.deepEqual([others.areHere, others.haveLeft], [false, false]);
  others.change("you", "gone");
  assert.deepEqual([others.areHere, others.haveLeft], [false, true]);
});
