import assert from 'node:assert/strict';
import test from 'node:test';
import type { Call, Leg } from '../../main/ts/api/model';
import { deeds } from '../../main/ts/house/deeds';
import { withheld } from '../../main/ts/house/withheld';

const leg = (id: string, state = 'up', more: Partial<Leg> = {}): Leg => ({ id, target: `device:${id}`, direction: 'in', state, ...more });
const call = (legs: Leg[], more: Partial<Call> = {}): Call => ({ id: 'c', since: 0, state: 'TALKING', legs, ...more });
const of = (c: Call, at: number, offered = deeds(c, c.legs[at]!)) => withheld(c, c.legs[at]!, offered).map((w) => `${w.deed}: ${w.why}`);

test('what two who talk may do is all offered, on hold too, and nothing is said to be missing', () => {
  assert.deepEqual(of(call([leg('a'), leg('b')]), 0), []);
  assert.deepEqual(of(call([leg('a', 'held'), leg('b')]), 0), []);
});

test('who rings, who is alone, and one of three are told why', () => {
  const all = (why: string) => ['hold', 'move', 'room', 'join'].map((deed) => `${deed}: ${why}`);
  assert.deepEqual(of(call([leg('a'), leg('b', 'ringing')]), 1), all('notUp'));
  assert.deepEqual(of(call([leg('a'), leg('b', 'ringing')]), 0), all('alone'));
  const three = call([leg('a'), leg('b'), leg('c')]);
  assert.deepEqual(withheld(three, three.legs[0]!, ['move', 'hangup-leg']).map((w) => `${w.deed}: ${w.why}`), ['hold: many', 'room: many', 'join: many']);
});

test('in a room nobody is missed who may be muted and sent out', () => {
  const room = { room: '8001' };
  assert.deepEqual(of(call([leg('a'), leg('b', 'up', { muted: true })], room), 1), []);
  assert.deepEqual(of(call([leg('a'), leg('b', 'ringing')], room), 1), ['mute: notUp', 'kick: notUp']);
});
