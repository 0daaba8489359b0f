import type { Call, Leg } from '../api/model';
import type { Deed } from './deeds';

/** Why not: it has not answered; nobody else is there; more than two are. */
export type WhyNot = 'notUp' | 'alone' | 'many';

/** What one would look for in a call of two, and in a room. Taking back is the same as doing. */
const USUAL: Deed[] = ['hold', 'move', 'room', 'join'];
const IN_ROOM: Deed[] = ['mute', 'kick'];
const BACK: Partial<Record<Deed, Deed>> = { hold: 'resume', mute: 'unmute' };

/** What is not offered for a leg as it is, and why: it is shown, and not left out without a word. Pure. */
export function withheld(call: Call, leg: Leg, offered: Deed[]): { deed: Deed; why: WhyNot }[] {
  const others = call.legs.filter((l) => l.id !== leg.id && isUp(l)).length;
  const why: WhyNot = !isUp(leg) ? 'notUp' : others === 0 ? 'alone' : 'many';
  const has = (deed: Deed) => offered.includes(deed) || offered.includes(BACK[deed] ?? deed);
  return (call.room ? IN_ROOM : USUAL).filter((deed) => !has(deed)).map((deed) => ({ deed, why }));
}

function isUp(leg: Leg): boolean {
  return leg.state === 'up' || leg.state === 'held';
}
