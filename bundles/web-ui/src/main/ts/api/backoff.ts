/** How long to wait before the next try, in ms: doubles from half a second to 15 s, spread so that pages do not come back all at once. */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling * (0.5 + random / 2));
}
