import { NO_STATS, type CallStats } from "./shapes.ts";

type Row = Record<string, unknown> & { readonly type: string; readonly id: string };

/** What a browser's report says, as far as a call is judged by it. Numbers that it leaves out are left as they are. */
export function statsIn(report: Iterable<unknown>): CallStats {
  const rows = [...report] as Row[];
  const pair = selectedPair(rows);
  const candidate = (id: unknown) => rows.find((row) => row.id === id)?.["candidateType"];
  const heard = rows.filter(({ type }) => type === "inbound-rtp");
  const ofUs = rows.filter(({ type }) => type === "remote-inbound-rtp");
  const roundTrip = pair?.["currentRoundTripTime"] ?? ofUs[0]?.["roundTripTime"];
  return {
    ...NO_STATS,
    framesDecoded: sum(heard, "framesDecoded"),
    audioEnergy: sum(heard, "totalAudioEnergy"),
    bytesReceived: sum(heard, "bytesReceived"),
    bytesSent: sum(
      rows.filter(({ type }) => type === "outbound-rtp"),
      "bytesSent",
    ),
    packetsReceived: sum(heard, "packetsReceived"),
    packetsLost: sum(heard, "packetsLost"),
    roundTripMs: typeof roundTrip === "number" ? roundTrip * 1_000 : null,
    lossShare: ofUs.length ? Math.max(...ofUs.map((row) => numberIn(row, "fractionLost"))) : null,
    roomToSend: (pair?.["availableOutgoingBitrate"] as number | undefined) ?? null,
    localCandidate: (candidate(pair?.["localCandidateId"]) as string | undefined) ?? null,
    remoteCandidate: (candidate(pair?.["remoteCandidateId"]) as string | undefined) ?? null,
  };
}

/** The pair that media flows over: the transport names it; Firefox marks it as selected instead. */
function selectedPair(rows: readonly Row[]): Row | undefined {
  const named = rows.find(({ type }) => type === "transport")?.["selectedCandidatePairId"];
  const pairs = rows.filter(({ type }) => type === "candidate-pair");
  return pairs.find(({ id }) => id === named) ?? pairs.find((row) => row["selected"] === true);
}

function sum(rows: readonly Row[], name: string): number {
  return rows.reduce((total, row) => total + numberIn(row, name), 0);
}

function numberIn(row: Row, name: string): number {
  const value = row[name];
  return typeof value === "number" ? value : 0;
}
