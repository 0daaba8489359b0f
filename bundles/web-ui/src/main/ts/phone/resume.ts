const KEY = 'patchbay.phone';

/**
 * The token that a page has its calls back with. A connection first greets as any new one, and again when it has the calls of
 * the page: until then the old token is the one that counts, for the connection may go in between.
 */
export class Resume {
  private asked = false;
  private first: string | undefined;

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {}

  /** A connection is there: what to ask it for. */
  opened(): string | null {
    const token = this.storage.getItem(KEY);
    this.asked = token !== null;
    this.first = undefined;
    return token;
  }

  greeted(token: string): void {
    if (this.asked && this.first === undefined) {
      this.first = token;
    } else {
      this.asked = false;
      this.storage.setItem(KEY, token);
    }
  }

  /** There is nothing to be had back: it is a page as any other from now on. */
  refused(): void {
    this.asked = false;
    if (this.first !== undefined) this.storage.setItem(KEY, this.first);
  }

  forget(): void {
    this.storage.removeItem(KEY);
  }
}
