import type { Call, Leg } from '../api/model';

/** What an operator may do about a leg, as the REST API's commands. */
export type Deed = 'hold' | 'resume' | 'mute' | 'unmute' | 'kick' | 'hangup-leg' | 'move' | 'room' | 'join';

/** Which of them make sense for that leg as it is. Pure. */
export function deeds(call: Call, leg: Leg): Deed[] {
  const up = leg.state === 'up' || leg.state === 'held';
  const goes: Deed[] = call.listensTo || (!up && leg.direction === 'out') ? [] : ['move', 'room'];
  if (!up) return [...goes, 'hangup-leg'];
  if (call.room) return [leg.muted ? 'unmute' : 'mute', ...goes, 'kick', 'hangup-leg'];
  if (!otherOf(call, leg)) return [...goes, 'hangup-leg'];
  return [leg.held || leg.state === 'held' ? 'resume' : 'hold', ...goes, 'join', 'hangup-leg'];
}

/** The one whom a leg talks to, where it is one. */
export function otherOf(call: Call, leg: Leg): Leg | undefined {
  const others = call.legs.filter((l) => l.id !== leg.id && (l.state === 'up' || l.state === 'held'));
  return others.length === 1 ? others[0] : undefined;
}

/** The body of `POST /calls/{id}/commands`. */
export function command(deed: Deed, leg: Leg, to = ''): { command: string; fields: Record<string, unknown> } {
  switch (deed) {
    case 'hold':
    case 'resume':
      return { command: 'hold', fields: { leg: leg.id, on: deed === 'hold' } };
    case 'mute':
    case 'unmute':
      return { command: 'mute', fields: { leg: leg.id, on: deed === 'mute' } };
    case 'move':
    case 'room':
      return { command: 'move', fields: { leg: leg.id, to } };
    case 'join':
      return { command: 'join', fields: { leg: leg.id, to } };
    default:
      return { command: deed, fields: { leg: leg.id } };
  }
}
