import type { Call, Leg } from '../api/model';

/** What an operator may do about a leg, as the REST API's commands. */
export type Deed = 'hold' | 'resume' | 'mute' | 'unmute' | 'kick' | 'hangup-leg' | 'move' | 'room' | 'join';

/** Which of them make sense for that leg as it is. Pure. */
export function deeds(call: Call, leg: Leg): Deed[] {
  const up = leg.state === 'up' || leg.state === 'held';
  if (!up) return ['hangup-leg'];
  if (call.room) return [leg.muted ? 'unmute' : 'mute', 'kick', 'hangup-leg'];
  const other = otherOf(call, leg);
  const two: Deed[] = other ? [leg.held || leg.state === 'held' ? 'resume' : 'hold', 'move', 'room', 'join'] : [];
  return [...two, 'hangup-leg'];
}

/** The one whom a leg talks to, where it is one. */
export function otherOf(call: Call, leg: Leg): Leg | undefined {
  const others = call.legs.filter((l) => l.id !== leg.id && (l.state === 'up' || l.state === 'held'));
  return others.length === 1 ? others[0] : undefined;
}

/** The body of `POST /calls/{id}/commands`. A leg goes elsewhere by the other one giving it away. */
export function command(deed: Deed, call: Call, leg: Leg, to = ''): { command: string; fields: Record<string, unknown> } {
  switch (deed) {
    case 'hold':
    case 'resume':
      return { command: 'hold', fields: { leg: leg.id, on: deed === 'hold' } };
    case 'mute':
    case 'unmute':
      return { command: 'mute', fields: { leg: leg.id, on: deed === 'mute' } };
    case 'move':
    case 'room':
      return { command: 'transfer', fields: { leg: otherOf(call, leg)?.id ?? '', to } };
    case 'join':
      return { command: 'join', fields: { leg: leg.id, to } };
    default:
      return { command: deed, fields: { leg: leg.id } };
  }
}
