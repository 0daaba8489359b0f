import type { Call, Leg } from '../api/model';

/** Who of a mix hears whom, and who is apart from the usual: everybody hears all but themselves. */
export interface Hearing {
  /** Those in the mix. */
  legs: Leg[];
  /** For each of them whom of the others it hears, in the order of `legs`. */
  hears: boolean[][];
  /** Not heard by anybody, as who is muted. */
  unheard: Leg[];
  /** Hears nobody, as who is on hold. */
  deaf: Leg[];
  /** Two of whom the first does not hear the second, for neither of those reasons. */
  apart: [Leg, Leg][];
}

/** Pure. */
export function hearing(call: Call): Hearing {
  const told = call.hears ?? {};
  const legs = call.legs.filter((l) => Object.hasOwn(told, l.id));
  const heard = legs.map((a) => new Set(told[a.id]));
  const hears = legs.map((a, row) => legs.map((b) => a !== b && heard[row]!.has(b.id)));
  const unheard = legs.filter((_, column) => legs.length > 1 && hears.every((row) => !row[column]));
  const deaf = legs.filter((_, row) => legs.length > 1 && hears[row]!.every((h) => !h));
  const apart = legs.flatMap((a, row) => legs.filter((b, column) => a !== b && !hears[row]![column] && !deaf.includes(a) && !unheard.includes(b)).map((b): [Leg, Leg] => [a, b]));
  return { legs, hears, unheard, deaf, apart };
}
