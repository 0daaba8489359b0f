import { mos } from './mos';

/** The figures of one call as this browser measures them. */
export interface Quality {
  codec: string;
  lossPercent: number;
  jitterMs: number;
  rttMs?: number;
  mos: number;
  /** Counters for the next comparison. */
  received: number;
  lost: number;
}

type Stat = Record<string, unknown> & { type: string; id: string };

function num(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** What happened since `before`; nothing where audio has not come yet. */
export function quality(report: Iterable<Stat>, before?: Quality): Quality | undefined {
  const all = new Map<string, Stat>();
  for (const s of report) all.set(s.id, s);
  const of = (type: string) => [...all.values()].filter((s) => s.type === type);
  const inbound = of('inbound-rtp').find((s) => s.kind === 'audio');
  if (!inbound) return undefined;
  const received = num(inbound.packetsReceived) ?? 0;
  const lost = num(inbound.packetsLost) ?? 0;
  // Counters of a new connection begin anew.
  const fresh = !before || received < before.received;
  const newReceived = fresh ? received : received - before.received;
  const newLost = Math.max(0, fresh ? lost : lost - before.lost);
  const expected = newReceived + newLost;
  const codec = String(all.get(String(inbound.codecId))?.mimeType ?? '').replace(/^audio\//i, '');
  const pair = of('candidate-pair').find((s) => s.nominated === true && num(s.currentRoundTripTime) !== undefined);
  const remote = of('remote-inbound-rtp').find((s) => num(s.roundTripTime) !== undefined);
  const rtt = num(remote?.roundTripTime) ?? num(pair?.currentRoundTripTime);
  const figures = {
    codec,
    lossPercent: expected > 0 ? (100 * newLost) / expected : 0,
    jitterMs: 1000 * (num(inbound.jitter) ?? 0),
    rttMs: rtt === undefined ? undefined : 1000 * rtt,
  };
  return { ...figures, mos: mos(figures), received, lost };
}
