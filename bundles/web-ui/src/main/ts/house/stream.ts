import type { Call, NumberedEvent } from '../api/model';
import type { Rest } from '../api/rest';
import { JsonSocket } from '../api/socket';
import { begin, type Feed, lostConnection, NO_FEED, step } from './feed';
import { type House, withCall, withNotJoined, withoutStale } from './house';

/** How long to gather what has changed before a call is asked for again. */
const GATHER_MS = 250;

/** So many are asked for at once. */
const MOST = 50;

/** The rim of the event stream. Tells `change`, and `refused` where it is not tried again. */
export class HouseStream extends EventTarget {
  feed: Feed = NO_FEED;
  /** Whether anything was ever there to be shown. */
  ready = false;
  /** Whether the connection was lost, or was never there. */
  private lost = false;
  private readonly socket: JsonSocket;
  private levels = false;
  private timer: number | undefined;

  constructor(private readonly rest: Rest) {
    super();
    this.socket = new JsonSocket('/api/v1/events', {
      opened: () => {
        this.socket.say(begin(this.feed));
        if (this.levels) this.socket.say({ type: 'levels', on: true });
      },
      said: (message) => this.said(message),
      closed: (retry) => {
        this.lost = true;
        this.to(lostConnection(this.feed));
        if (retry === null) this.dispatchEvent(new Event('refused'));
      },
    });
  }

  /** What is shown is not the house as it is, or there is nothing to be shown. */
  get away(): boolean {
    return !this.feed.live && (this.ready || this.lost);
  }

  get house(): House {
    return this.feed.house;
  }

  open(): void {
    this.socket.open();
  }

  close(): void {
    this.socket.close();
    clearTimeout(this.timer);
  }

  /** Levels some times a second, for as long as somebody looks. */
  watchLevels(on: boolean): void {
    this.levels = on;
    this.socket.say({ type: 'levels', on });
  }

  /** Why a third did not come has been read. */
  readNotJoined(call: string): void {
    this.to({ ...this.feed, house: withNotJoined(this.feed.house, call, undefined) });
  }

  private said(message: Record<string, unknown>): void {
    const { feed, say, event } = step(this.feed, message);
    if (say) this.socket.say(say);
    if (message.type === 'snapshot') this.ready = true;
    this.to(feed);
    if (event) this.dispatchEvent(new CustomEvent<NumberedEvent>('event', { detail: event }));
    if (feed.house.stale.length > 0 && this.timer === undefined) {
      this.timer = window.setTimeout(() => void this.freshen(), GATHER_MS);
    }
  }

  /** Events do not carry everything that a call has: names, codecs, who hears whom in a room. */
  private async freshen(): Promise<void> {
    this.timer = undefined;
    const ids = this.feed.house.stale;
    this.feed = { ...this.feed, house: withoutStale(this.feed.house) };
    for (let at = 0; at < ids.length; at += MOST) {
      const calls = await this.rest.calls(ids.slice(at, at + MOST)).catch(() => [] as Call[]);
      this.to({ ...this.feed, house: calls.reduce(withCall, this.feed.house) });
    }
  }

  private to(feed: Feed): void {
    this.feed = feed;
    this.dispatchEvent(new Event('change'));
  }
}
