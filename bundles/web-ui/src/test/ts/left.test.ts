import assert from 'node:assert/strict';
import test from 'node:test';
import { leaves, read, write } from '../../main/ts/phone/left';
import { next } from '../../main/ts/phone/machine';
import { type Effect, type Input, type Left, NOTHING, type PhoneState } from '../../main/ts/phone/state';
import type { Kept } from '../../main/ts/phone/words';

/** What the page of before left, and what the one that is loaded anew does with it. */
function anew(left: Record<string, Left>, ...resumed: Kept[]) {
  const effects: string[] = [];
  let state: PhoneState = { ...NOTHING, left };
  const does = (input: Input) => {
    const step = next(state, input, 1000);
    state = step.state;
    effects.push(...step.effects.map((e: Effect) => [e.do, (e as { session?: string }).session].join(' ')));
  };
  does({ in: 'connected', resuming: true });
  does({ in: 'told', told: { type: 'hello', phone: 'anna', iceServers: [], resumed: [] } });
  const waiting = leaves(state);
  does({ in: 'told', told: { type: 'hello', phone: 'anna', iceServers: [], resumed } });
  return { state, effects, waiting };
}

const kept = (call: string, session: string, more: Partial<Kept> = {}): Kept => ({ call, session, direction: 'out', state: 'up', party: { number: '1003', name: 'Carla' }, ...more });
const plain = { muted: false, cut: false, heard: '' };

test('a call that could not be held is silent after the page was loaded anew, too', () => {
  const { state, effects } = anew({ s1: { ...plain, cut: true } }, kept('c2', 's2'), kept('c1', 's1'));
  assert.deepEqual(effects, ['reopen s2', 'reopen s1', 'cut s1']);
  assert.deepEqual(state.calls.map((c) => c.cut), [false, true]);
  assert.equal(state.selected, 's2', 'whom one talks to');
  const taken = next(state, { in: 'hold', key: 's1', on: false }, 1000);
  assert.equal(taken.state.calls[1]!.cut, false, 'and is heard again when it is taken up');
});

test('one that the house holds by now needs no cut', () => {
  assert.deepEqual(anew({ s1: { ...plain, cut: true } }, kept('c1', 's1', { state: 'held' })).effects, ['reopen s1']);
});

test('each is muted that was muted', () => {
  const { state, effects } = anew({ s1: { ...plain, muted: true }, s3: { ...plain, muted: true } }, kept('c1', 's1'), kept('c2', 's2'), kept('c3', 's3'));
  assert.deepEqual(effects, ['reopen s1', 'mute s1', 'reopen s2', 'reopen s3', 'mute s3']);
  assert.deepEqual(state.calls.map((c) => c.muted), [true, false, true]);
});

test('who listens still knows to what', () => {
  const { state } = anew({ s1: { ...plain, muted: true, heard: 'A → B' } }, kept('c1', 's1', { listensTo: 'b-12' }));
  assert.equal(state.calls[0]!.heard, 'A → B');
  assert.deepEqual(leaves(state), { s1: { muted: true, cut: false, heard: 'A → B' } });
});

test('it is left until the house has named the calls, and not longer', () => {
  const left = { s1: { ...plain, muted: true }, gone: { ...plain, muted: true } };
  const { state, waiting } = anew(left, kept('c1', 's1'));
  assert.deepEqual(waiting, left, 'loaded anew once more before');
  assert.deepEqual(leaves(state), { s1: left.s1 });
  assert.deepEqual(leaves(next(state, { in: 'hangup', key: 's1' }, 1000).state), {});
});

test('what is kept survives what somebody else wrote', () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v) };
  write(storage, { s1: { ...plain, cut: true } });
  assert.equal(read(storage).s1!.cut, true);
  for (const wrong of ['{broken', 'null']) {
    kept.set('patchbay.left', wrong);
    assert.deepEqual(read(storage), {});
  }
});
