import assert from "node:assert/strict";
import { test } from "node:test";
import { levelOf } from "../src/calls/level.ts";
import { statsIn } from "../src/calls/peer-stats.ts";
import { QualityMeter, qualityOf, settled } from "../src/calls/quality.ts";
import { NO_STATS, type CallStats } from "../src/calls/shapes.ts";

const after = (change: Partial<CallStats> = {}): CallStats => ({
  ...NO_STATS,
  packetsReceived: 100,
  ...change,
});

test("a connection is as good as the worst that is known of it", () => {
  assert.equal(qualityOf(NO_STATS, after()), 4);
  assert.equal(qualityOf(NO_STATS, after({ roundTripMs: 20, lossShare: 0.01, roomToSend: 900_000 })), 4);
  assert.equal(qualityOf(NO_STATS, after({ roundTripMs: 300 })), 3);
  assert.equal(qualityOf(NO_STATS, after({ lossShare: 0.1 })), 2);
  assert.equal(qualityOf(NO_STATS, after({ roomToSend: 40_000 })), 1);
});

test("what got lost on the way here counts like what got lost on the way there", () => {
  assert.equal(qualityOf(NO_STATS, after({ packetsLost: 4 })), 3);
  assert.equal(qualityOf(NO_STATS, after({ packetsLost: 50 })), 1);
});

test("where nothing arrives there is no quality", () => {
  assert.equal(qualityOf(after(), after()), 0);
});

test("worse shows at once, better only when it stays", () => {
  assert.equal(settled(4, 4, 1), 1);
  assert.equal(settled(1, 1, 4), 1);
  assert.equal(settled(1, 4, 3), 3);
});

test("another connection begins to count anew", () => {
  const meter = new QualityMeter();
  const [one, other] = [{}, {}];
  meter.look(one, after());
  meter.look(one, after());
  assert.deepEqual([meter.quality, meter.isReceiving], [0, false]);
  meter.look(other, after({ packetsReceived: 5 }));
  meter.look(other, after({ packetsReceived: 50 }));
  assert.equal(meter.isReceiving, true);
});

test("a browser's report gives what arrives, the way it takes, and how long that is", () => {
  const rows = [
    { id: "T", type: "transport", selectedCandidatePairId: "P2" },
    { id: "P1", type: "candidate-pair", localCandidateId: "L1", remoteCandidateId: "R1" },
    {
      id: "P2",
      type: "candidate-pair",
      localCandidateId: "L2",
      remoteCandidateId: "R2",
      currentRoundTripTime: 0.05,
      availableOutgoingBitrate: 500_000,
    },
    { id: "L1", type: "local-candidate", candidateType: "host" },
    { id: "L2", type: "local-candidate", candidateType: "relay" },
    { id: "R2", type: "remote-candidate", candidateType: "prflx" },
    {
      id: "A",
      type: "inbound-rtp",
      kind: "audio",
      totalAudioEnergy: 0.5,
      packetsReceived: 10,
      packetsLost: 1,
    },
    { id: "V", type: "inbound-rtp", kind: "video", framesDecoded: 7, packetsReceived: 20, packetsLost: 0 },
    { id: "RI", type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.25 },
  ];
  const stats = statsIn(rows);
  assert.equal(stats.framesDecoded, 7);
  assert.equal(stats.audioEnergy, 0.5);
  assert.deepEqual([stats.packetsReceived, stats.packetsLost], [30, 1]);
  assert.deepEqual([stats.localCandidate, stats.remoteCandidate], ["relay", "prflx"]);
  assert.deepEqual([stats.roundTripMs, stats.lossShare, stats.roomToSend], [50, 0.25, 500_000]);
  assert.deepEqual(statsIn([]), NO_STATS);
});

test("silence has no level, and the loudest that there is fills the bar", () => {
  assert.equal(levelOf(new Float32Array(64)), 0);
  assert.equal(levelOf(new Float32Array(64).fill(1)), 100);
  const speech = levelOf(new Float32Array(64).fill(0.03));
  assert.ok(speech > 35 && speech < 65, String(speech));
});
