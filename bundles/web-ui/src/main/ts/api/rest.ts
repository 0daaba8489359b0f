import type { Call, Item, Me } from './model';

/** An error as RFC 9457 tells it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail || title);
  }
}

/** The REST API of the server that the page came from. */
export class Rest {
  private csrf = '';

  /** Called where the session has ended. */
  onSignedOut: () => void = () => {};

  /** Nobody is no error: that is answered without a body. */
  async me(): Promise<Me | null> {
    const me = await this.ask<Me | null>('GET', 'session', undefined, false);
    return me && this.signedIn(me);
  }

  async signIn(user: string, password: string): Promise<Me> {
    return this.signedIn(await this.ask<Me>('POST', 'session', { user, password }, false));
  }

  async signOut(): Promise<void> {
    await this.ask('DELETE', 'session');
  }

  /** All of a list, page by page, up to `most`. */
  async list(name: string, query = '', most = 1000): Promise<Item[]> {
    const items: Item[] = [];
    let after: string | undefined;
    do {
      const q = new URLSearchParams({ limit: '200' });
      if (query) q.set('q', query);
      if (after) q.set('after', after);
      const page: { items: Item[]; next?: string } = await this.ask('GET', `${name}?${q}`);
      items.push(...page.items);
      after = page.next;
    } while (after && items.length < most);
    return items;
  }

  /** Those of them that are up: one that has just ended is no error. */
  async calls(ids: string[]): Promise<Call[]> {
    const q = new URLSearchParams({ id: ids.join(','), limit: '200' });
    return (await this.ask<{ items: Call[] }>('GET', `calls?${q}`)).items;
  }

  post(path: string, body: object): Promise<unknown> {
    return this.ask('POST', path, body);
  }

  delete(path: string): Promise<unknown> {
    return this.ask('DELETE', path);
  }

  command(call: string, command: string, fields: object): Promise<unknown> {
    return this.post(`calls/${encodeURIComponent(call)}/commands`, { command, ...fields });
  }

  private signedIn(me: Me): Me {
    this.csrf = me.csrf;
    return me;
  }

  private async ask<T>(method: string, path: string, body?: object, watched = true): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (body) headers['Content-Type'] = 'application/json';
    if (method !== 'GET' && this.csrf) headers['X-CSRF'] = this.csrf;
    let response: Response;
    try {
      response = await fetch(`/api/v1/${path}`, { method, headers, body: body && JSON.stringify(body), credentials: 'same-origin', cache: 'no-store' });
    } catch {
      throw new Problem(0, 'offline', '');
    }
    const json: unknown = response.status === 204 ? null : await response.json().catch(() => null);
    if (!response.ok) {
      if (response.status === 401 && watched) {
        this.onSignedOut();
      }
      const problem = (json ?? {}) as { title?: string; detail?: string };
      throw new Problem(response.status, problem.title ?? response.statusText, problem.detail ?? '');
    }
    return json as T;
  }
}
