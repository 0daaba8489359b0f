/**
 * What listeners would say, from the figures of a leg: the E-model of ITU-T G.107, simplified to what a network does.
 *
 *   R = 93.2 − Id − Ie,eff                        G.107 §7.1 with its default values: Ro − Is = 93.2, A = 0
 *   Id = 0.024·d + 0.11·(d − 177.3)·H(d − 177.3)  Cole and Rosenbluth 2001, a fit of G.107 §7.4 without echo
 *   Ie,eff = Ie + (95 − Ie)·Ppl / (Ppl + Bpl)     G.107 (7-29) with BurstR = 1
 *   MOS = 1 + 0.035·R + R·(R − 60)·(100 − R)·7e-6 G.107 Annex B (B-4)
 *
 * Ie and Bpl of G.113 Appendix I: G.711 with concealment 0 and 25.1, G.729A with VAD 11 and 19. Opus and G.722 have no
 * narrow-band figures there; they are taken as no worse than G.711 when nothing is lost, and Opus with its in-band FEC as twice as robust:
 * an estimate, on the narrow-band scale that ends at 4.4.
 */
const CODECS: Record<string, { ie: number; bpl: number }> = {
  opus: { ie: 0, bpl: 50 },
  pcmu: { ie: 0, bpl: 25.1 },
  pcma: { ie: 0, bpl: 25.1 },
  g722: { ie: 0, bpl: 25.1 },
  g729: { ie: 11, bpl: 19 },
};

/** Where we do not know what the far side's buffer adds: two frames and a little. */
const PLAYOUT_MS = 50;

export interface Figures {
  /** A name with or without its clock rate: `PCMU/8000`. */
  codec?: string;
  lossPercent?: number;
  jitterMs?: number;
  rttMs?: number;
}

/** The transmission rating, 0…93.2. */
export function rating(f: Figures): number {
  const name = (f.codec ?? '').toLowerCase().split('/')[0] ?? '';
  const codec = Object.hasOwn(CODECS, name) ? CODECS[name]! : CODECS.pcmu!;
  const delay = Math.max(0, f.rttMs ?? 0) / 2 + 2 * Math.max(0, f.jitterMs ?? 0) + PLAYOUT_MS;
  const late = delay > 177.3 ? 0.11 * (delay - 177.3) : 0;
  const loss = Math.min(100, Math.max(0, f.lossPercent ?? 0));
  const impairment = codec.ie + ((95 - codec.ie) * loss) / (loss + codec.bpl);
  return Math.min(93.2, Math.max(0, 93.2 - 0.024 * delay - late - impairment));
}

/** Mean opinion score, 1…4.4. */
export function mos(f: Figures): number {
  return mosOf(rating(f));
}

export function mosOf(r: number): number {
  if (r <= 0) return 1;
  if (r >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}

/** G.107 Annex B, table B.1: 4.03 satisfied, 3.60 some dissatisfied, 3.10 many dissatisfied. */
export function grade(score: number): 'good' | 'fair' | 'poor' | 'bad' {
  return score >= 4.03 ? 'good' : score >= 3.6 ? 'fair' : score >= 3.1 ? 'poor' : 'bad';
}
