import type { Rest } from '../api/rest';
import { type Item, text } from '../api/model';
import type { Past } from './history';

/** Somebody who can be dialled. */
export interface Person {
  name: string;
  number: string;
}

const MOST = 8;

/** The names of the house, for the search and for who calls. */
export class People extends EventTarget {
  all: Person[] = [];
  loaded = false;
  /** Who there is could not be found out. */
  failed = false;

  constructor(private readonly rest: Rest) {
    super();
  }

  async load(): Promise<void> {
    const users = await this.rest.list('users').catch(() => null);
    this.failed = users === null;
    if (users) this.all = peopleOf(users);
    this.loaded = true;
    this.dispatchEvent(new Event('change'));
  }

  named(number: string): string {
    return this.all.find((p) => p.number === number)?.name ?? '';
  }
}

export function peopleOf(users: Item[]): Person[] {
  return users
    .map((u) => ({ name: text(u.name) || text(u.id), number: text(u.number) }))
    .filter((p) => p.number)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Accents and case do not matter to who searches. */
export function folded(s: string): string {
  return s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Who is meant by what was typed: a beginning of a word of the name, then any part of it, or of the number; then whom one talked to. */
export function search(query: string, people: Person[], past: Past[]): Person[] {
  const q = folded(query.trim());
  if (!q) return [];
  const known = new Map<string, Person>();
  for (const p of people) known.set(p.number, p);
  for (const p of past) {
    if (p.party.number && !known.has(p.party.number)) known.set(p.party.number, { name: p.party.name, number: p.party.number });
  }
  const ranked = [...known.values()].map((p) => ({ p, rank: rank(q, p) })).filter((r) => r.rank > 0);
  return ranked
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MOST)
    .map((r) => r.p);
}

function rank(q: string, p: Person): number {
  const name = folded(p.name);
  if (p.number === q) return 5;
  if (name.split(/\s+/).some((w) => w.startsWith(q)) || name.startsWith(q)) return 4;
  if (p.number.startsWith(q)) return 3;
  return name.includes(q) || p.number.includes(q) ? 2 : 0;
}
