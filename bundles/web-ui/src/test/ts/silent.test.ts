import assert from 'node:assert/strict';
import test from 'node:test';
import { silent, SILENT_MS } from '../../main/ts/phone/silent';
import { NOTHING, type PhoneCall, type PhoneState } from '../../main/ts/phone/state';

const state = (link: PhoneState['link'], ...phases: PhoneCall['phase'][]): PhoneState => ({ ...NOTHING, link, calls: phases.map((phase) => ({ phase }) as PhoneCall) });

test('a connection that says nothing while somebody talks is dead', () => {
  assert.equal(silent(state('up', 'up'), 0, SILENT_MS), false);
  assert.equal(silent(state('up', 'up'), 0, SILENT_MS + 1), true);
});

test('without a call that is up it has nothing to say', () => {
  assert.equal(silent(state('up'), 0, SILENT_MS * 9), false);
  assert.equal(silent(state('up', 'ringing', 'ended', 'offered'), 0, SILENT_MS * 9), false);
});

test('one that is being opened is waited for', () => {
  assert.equal(silent(state('down', 'up'), 0, SILENT_MS * 9), false);
});
