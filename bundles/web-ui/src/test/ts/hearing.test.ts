import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call, Leg } from '../../main/ts/api/model';
import { hearing } from '../../main/ts/house/hearing';

const leg = (id: string): Leg => ({ id, target: 't', direction: 'in', state: 'up' });
const ids = (legs: Leg[]) => legs.map((l) => l.id);
const call = (hears: Record<string, string[]>, legs = Object.keys(hears)): Call => ({ id: 'c', since: 0, state: 'IN_ROOM', legs: legs.map(leg), hears });

test('everybody hears all but themselves', () => {
  const all = hearing(call({ a: ['b', 'c'], b: ['a', 'c'], c: ['a', 'b'] }));
  assert.deepEqual(all.hears, [
    [false, true, true],
    [true, false, true],
    [true, true, false],
  ]);
  assert.deepEqual([all.unheard, all.deaf, all.apart], [[], [], []]);
});

test('who is heard by nobody, who hears nobody, and two who are apart', () => {
  const all = hearing(call({ a: ['b'], b: [], c: ['a', 'b'], d: ['a', 'b', 'c'] }));
  assert.deepEqual([ids(all.unheard), ids(all.deaf)], [['d'], ['b']]);
  assert.deepEqual(all.apart.map(ids), [['a', 'c']]);
});

test('who is not in the mix yet has no row, and one alone is not apart', () => {
  assert.deepEqual(ids(hearing(call({ a: [] }, ['a', 'ringing'])).legs), ['a']);
  assert.deepEqual(hearing(call({ a: [] })).deaf, []);
  assert.deepEqual(hearing({ ...call({}), hears: undefined }).legs, []);
});
