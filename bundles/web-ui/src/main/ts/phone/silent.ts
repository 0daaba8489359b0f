import type { PhoneState } from './state';

/** The house tells of the quality of each call every five seconds. */
export const SILENT_MS = 12_000;

/** Whether the connection is open and dead: a network that went without a word leaves it so for minutes. */
export function silent(state: PhoneState, heardAt: number, now: number): boolean {
  return state.link === 'up' && now - heardAt > SILENT_MS && state.calls.some((c) => c.phase === 'up');
}
