import type { Call, Party } from '../api/model';
import { EN } from '../strings';

/** `4:07`, `1:04:07`. */
export function duration(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(s / 60) % 60, s % 60].map((n) => String(n).padStart(2, '0'));
  const hours = Math.floor(s / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : `${Number(parts[0])}:${parts[1]}`;
}

/** The time of today, else day and time. */
export function when(at: number, now: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return date.toDateString() === new Date(now).toDateString() ? time : `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} ${time}`;
}

export function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}

export function nameOf(party: Party | undefined): string {
  return party?.name || party?.number || EN.phone.anonymous;
}

/** A call of the house, for people. */
export function titleOf(c: Call): string {
  return c.room ? `${EN.house.room} ${c.room}` : `${nameOf(c.caller ?? c.legs[0]?.party)} → ${c.called || nameOf(c.legs[1]?.party)}`;
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter((w) => /\p{L}/u.test(w));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((w) => w!.match(/\p{L}/u)![0].toUpperCase()).join('') || '#';
}

/** A hue that stays the same for the same name. */
export function hue(name: string): number {
  let h = 7;
  for (const c of name) h = (h * 31 + c.codePointAt(0)!) % 360;
  return h;
}

/** A figure with its unit, or a dash where it is not known. */
export function figure(value: number | undefined, digits: number, unit = ''): string {
  return value === undefined || !Number.isFinite(value) || value < 0 ? '–' : `${value.toFixed(digits)}${unit}`;
}

export function codecName(codec: string | undefined): string {
  const name = (codec ?? '').split('/')[0] ?? '';
  return name.toLowerCase() === 'opus' ? 'Opus' : name.toUpperCase() || '–';
}
