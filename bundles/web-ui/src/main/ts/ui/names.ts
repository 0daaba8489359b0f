import type { People } from '../phone/people';
import type { PhoneCall } from '../phone/state';
import { EN } from '../strings';

/** Whom a call is with, as people read it. */
export function nameOfCall({ party, listensTo }: PhoneCall, people: People | undefined): string {
  return listensTo ? EN.phone.listening : party.name || people?.named(party.number) || party.number || EN.phone.anonymous;
}

/** The same names, each once: who moves by landmarks tells two calls with the same person apart. Pure. */
export function distinct(names: string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return nth === 1 ? name : `${name} (${nth})`;
  });
}
