import type { NumberedEvent, Snapshot } from '../api/model';
import { apply, EMPTY, type House, ofSnapshot, withLevels } from './house';

/** The event stream as one viewer follows it, pure: a snapshot, then each number once, no gap. */
export interface Feed {
  boot: string | null;
  number: number;
  /** Whether what is shown is the house as it is now. */
  live: boolean;
  house: House;
}

export const NO_FEED: Feed = { boot: null, number: 0, live: false, house: EMPTY };

export interface Step {
  feed: Feed;
  /** To be said to the server. */
  say?: object;
  /** The event that was new, for those who show each. */
  event?: NumberedEvent;
}

/** The first word on each connection: from where we are, or anew. */
export function begin(feed: Feed): object {
  return feed.boot === null ? { type: 'begin' } : { type: 'begin', boot: feed.boot, number: feed.number };
}

export function lostConnection(feed: Feed): Feed {
  return { ...feed, live: false };
}

export function step(feed: Feed, message: Record<string, unknown>): Step {
  switch (message.type) {
    case 'snapshot': {
      const s = message as unknown as Snapshot;
      return { feed: { boot: s.boot, number: s.number, live: true, house: ofSnapshot(s, feed.house) } };
    }
    case 'begun':
      // Nothing need have happened meanwhile; where something did, it follows.
      return { feed: message.boot === feed.boot && message.number === feed.number ? { ...feed, live: true } : feed };
    case 'event':
      return event(feed, message as unknown as NumberedEvent);
    case 'levels':
      return { feed: { ...feed, house: withLevels(feed.house, message.calls as never) } };
    case 'lost':
      return { feed: { ...feed, live: false } };
    default:
      return { feed };
  }
}

function event(feed: Feed, e: NumberedEvent): Step {
  if (feed.boot === null || e.number <= feed.number) {
    return { feed };
  }
  if (e.number !== feed.number + 1) {
    // Something was missed: what is shown may be wrong until there is a snapshot.
    return { feed: { ...feed, boot: null, live: false }, say: { type: 'begin' } };
  }
  const next = { ...feed, number: e.number, live: true, house: apply(feed.house, e) };
  // Events tell what becomes of devices and rooms, not which there are.
  return e.event.kind === 'DirectoryLoaded' ? { feed: next, say: { type: 'begin' }, event: e } : { feed: next, event: e };
}
