import type { Party } from '../api/model';

/** A call of this browser that ended. */
export interface Past {
  at: number;
  direction: 'in' | 'out';
  party: Party;
  /** 0 where nobody talked. */
  talkedS: number;
  outcome: 'talked' | 'missed' | 'declined' | 'elsewhere' | 'failed';
}

const MOST = 200;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Kept in this browser only, for each user by itself. */
export class History {
  private readonly key: string;

  constructor(
    user: string,
    private readonly store: Store,
  ) {
    this.key = `patchbay.history.${user}`;
  }

  all(): Past[] {
    try {
      const read: unknown = JSON.parse(this.store.getItem(this.key) ?? '[]');
      return Array.isArray(read) ? read.filter((p) => p && typeof p.at === 'number' && p.party) : [];
    } catch {
      return [];
    }
  }

  add(past: Past): void {
    try {
      this.store.setItem(this.key, JSON.stringify([past, ...this.all()].slice(0, MOST)));
    } catch {
      // A full or forbidden store: the call goes on without.
    }
  }

  clear(): void {
    this.store.removeItem(this.key);
  }
}
