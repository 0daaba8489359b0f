import assert from 'node:assert/strict';
import test from 'node:test';
import type { Call, HouseEvent, Leg } from '../../main/ts/api/model';
import { command, deeds } from '../../main/ts/house/deeds';
import { begin, type Feed, lostConnection, NO_FEED, step } from '../../main/ts/house/feed';
import { EMPTY, rooms, withCall, withNotJoined, withoutStale } from '../../main/ts/house/house';
import { row, sentence } from '../../main/ts/house/rows';

const snapshot = { type: 'snapshot', boot: 'b', number: 7, calls: [], devices: [{ id: '1002', registered: false, contacts: [] }], trunks: [], rooms: [], scripts: [{ name: 'a.mjs', version: 1 }] };

function follow(feed: Feed, ...events: HouseEvent[]): Feed {
  return events.reduce((f, event) => step(f, { type: 'event', number: f.number + 1, at: 1000, event }).feed, feed);
}

const started = () => step(NO_FEED, snapshot).feed;

test('a viewer begins anew, then goes on from its number', () => {
  assert.deepEqual(begin(NO_FEED), { type: 'begin' });
  const feed = lostConnection(follow(started(), { kind: 'ScriptLoaded', script: 'a.mjs', version: 2 }));
  assert.equal(feed.live, false);
  assert.deepEqual(begin(feed), { type: 'begin', boot: 'b', number: 8 });
});

test('who goes on from its number is live again at that word, without an event', () => {
  const lost = lostConnection(started());
  assert.equal(step(lost, { type: 'begun', boot: 'b', number: 7 }).feed.live, true);
  assert.equal(step(lost, { type: 'begun', boot: 'b', number: 6 }).feed.live, false, 'of something else');
  assert.equal(step(NO_FEED, { type: 'begun', boot: 'b', number: 0 }).feed.live, false);
});

test('no event twice, and a gap is not passed over', () => {
  const feed = follow(started(), { kind: 'ScriptLoaded', script: 'a.mjs', version: 2 });
  const again = step(feed, { type: 'event', number: 8, at: 1, event: { kind: 'ScriptRemoved', script: 'a.mjs' } });
  assert.equal(again.feed, feed);
  assert.equal(again.event, undefined);
  const gap = step(feed, { type: 'event', number: 10, at: 1, event: { kind: 'ScriptRemoved', script: 'a.mjs' } });
  assert.deepEqual(gap.say, { type: 'begin' });
  assert.equal(gap.feed.live, false);
  assert.equal(gap.feed.house.scripts.length, 1);
  const late = step(gap.feed, { type: 'event', number: 11, at: 1, event: { kind: 'ScriptRemoved', script: 'a.mjs' } });
  assert.equal(late.feed.house.scripts.length, 1, 'nothing counts before the snapshot');
  assert.equal(step(late.feed, { ...snapshot, number: 12 }).feed.live, true);
});

test('another directory is asked for whole: events do not tell which devices there are', () => {
  const feed = started();
  const told = step(feed, { type: 'event', number: 8, at: 1, event: { kind: 'DirectoryLoaded', version: 2 } });
  assert.deepEqual(told.say, { type: 'begin' });
  assert.deepEqual([told.feed.live, told.feed.number], [true, 8]);
  const devices = [...snapshot.devices, { id: '1011', registered: false, contacts: [] }];
  assert.equal(step(told.feed, { ...snapshot, number: 8, devices }).feed.house.devices.length, 2);
});

test('a call whose leg takes a seat in a room is asked for again: no event of its own tells', () => {
  const leg = { id: 'l', target: 'device:1', direction: 'in', state: 'up' } as Leg;
  const calls = [{ id: 'c', since: 1, state: 'RINGING', legs: [leg], hears: {} }, { id: 'r', since: 1, state: 'IN_ROOM', room: '8001', legs: [], hears: {} }] as unknown as Call[];
  const feed = follow(step(NO_FEED, { ...snapshot, calls }).feed, { kind: 'LegJoinedMix', call: 'r', leg: 'l' });
  assert.deepEqual([...feed.house.stale].sort(), ['c', 'r']);
});

test('another boot comes as a snapshot and replaces everything', () => {
  const feed = follow(started(), { kind: 'CallStarted', call: 'c', caller: { number: '1', name: '' }, called: '2', room: null });
  const anew = step(feed, { ...snapshot, boot: 'b2', number: 1 }).feed;
  assert.deepEqual([anew.boot, anew.number, anew.house.calls.length], ['b2', 1, 0]);
});

test('a call from its start to its end, and who hears whom', () => {
  let feed = follow(started(), { kind: 'CallStarted', call: 'c', caller: { number: '1', name: 'A' }, called: '2' }, { kind: 'LegAdded', call: 'c', leg: 'l1', incoming: true, target: 'device:1' }, { kind: 'LegAdded', call: 'c', leg: 'l2', incoming: false, target: 'device:2' }, { kind: 'LegRinging', call: 'c', leg: 'l2' });
  const call = () => feed.house.calls[0]!;
  assert.deepEqual(call().legs.map((l) => [l.id, l.direction, l.state]), [['l1', 'in', 'dialling'], ['l2', 'out', 'ringing']]);
  assert.deepEqual(feed.house.stale, ['c'], 'it is asked for again once');
  feed = follow(feed, { kind: 'LegAnswered', call: 'c', leg: 'l2' }, { kind: 'LegJoinedMix', call: 'c', leg: 'l1' }, { kind: 'LegJoinedMix', call: 'c', leg: 'l2' });
  assert.deepEqual(call().hears, { l1: ['l2'], l2: ['l1'] });
  feed = step(feed, { type: 'levels', calls: { c: { l1: -20, l2: { levelDb: -30, lossPercent: 2 } }, other: {} } }).feed;
  assert.deepEqual(call().legs.map((l) => [l.levelDb, l.lossPercent]), [[-20, undefined], [-30, 2]]);
  feed = follow(feed, { kind: 'LegWaits', call: 'c', leg: 'l1', waits: true });
  assert.equal(call().legs[0]!.state, 'held');
  feed = follow(feed, { kind: 'LegEnded', call: 'c', leg: 'l2' });
  assert.deepEqual(call().hears, { l1: [] });
  feed = follow(feed, { kind: 'CallEnded', call: 'c' });
  assert.equal(feed.house.calls.length, 0);
  assert.deepEqual(feed.house.stale, []);
});

test('why a third did not come stands at the call until another is asked, or it is read', () => {
  const failed: HouseEvent = { kind: 'JoinFailed', call: 'c', by: 'l1', cause: { reason: 'NO_ANSWER', sip: 480 } };
  const feed = follow(started(), { kind: 'CallStarted', call: 'c', called: '2' }, { kind: 'CallStarted', call: 'd', called: '3' }, failed);
  const why = (f: Feed) => f.house.calls.map((c) => c.notJoined);
  assert.deepEqual(why(feed), ['no_answer', undefined]);
  assert.ok(feed.house.stale.includes('c'), 'they talk again');
  const asked = withCall(feed.house, { id: 'c', since: 1, state: 'TALKING', legs: [] });
  assert.deepEqual(asked.calls.map((c) => [c.state, c.notJoined]), [['TALKING', 'no_answer'], ['ROUTING', undefined]]);
  assert.deepEqual(why(follow(feed, { kind: 'LegAdded', call: 'c', leg: 'l3', target: 'device:3' })), [undefined, undefined]);
  assert.equal(withNotJoined(feed.house, 'c', undefined).calls[0]!.notJoined, undefined);
});

test('what happens to a call while it is asked for has it asked for again', () => {
  const feed = follow(started(), { kind: 'CallStarted', call: 'c', called: '2' });
  const asked = { ...feed, house: withoutStale(feed.house) };
  const later = follow(asked, { kind: 'LegMediaChanged', call: 'c', leg: 'l1' });
  assert.deepEqual(withCall(later.house, { id: 'c', since: 1, state: 'ROUTING', legs: [] }).stale, ['c']);
});

test('devices, trunks and scripts follow their events', () => {
  const binding = { aor: { user: '1002', domain: 'x' }, contact: 'sip:1002@192.0.2.1:5060;ob', userAgent: 'snom' };
  let feed = follow(started(), { kind: 'DeviceChanged', change: { kind: 'ADDED', binding } }, { kind: 'DeviceChanged', change: { kind: 'REFRESHED', binding } });
  assert.deepEqual(row('devices', feed.house.devices[0]!, []), { id: '1002', name: '1002', also: '', state: 'Online', tone: 'go', details: 'snom · 192.0.2.1:5060', problem: '' });
  feed = follow(feed, { kind: 'DeviceChanged', change: { kind: 'EXPIRED', binding } }, { kind: 'TrunkChanged', trunk: 'acme', state: 'DOWN', reason: '403' }, { kind: 'ScriptRefused', script: 'a.mjs', line: 3, reason: 'no' });
  assert.equal(row('devices', feed.house.devices[0]!, []).state, 'Offline');
  assert.deepEqual([row('trunks', feed.house.trunks[0]!, []).tone, row('trunks', feed.house.trunks[0]!, []).problem], ['stop', '403']);
  assert.equal(row('scripts', feed.house.scripts[0]!, []).problem, '3: no');
  feed = follow(feed, { kind: 'ScriptLoaded', script: 'a.mjs', version: 2 });
  assert.deepEqual([row('scripts', feed.house.scripts[0]!, []).problem, row('scripts', feed.house.scripts[0]!, []).details], ['', 'Version 2']);
});

test('rooms are those of the directory, and whatever somebody is in just now', () => {
  const directory = [
    { number: '8xxx', name: 'Conference', pin: false, members: 0 },
    { number: '8001', name: 'Kitchen', pin: true, members: 1, call: 'c1' },
    { number: '8005', name: 'Conference', members: 2, call: 'gone by now' },
  ];
  const leg = (id: string): Leg => ({ id, target: 't', direction: 'in', state: 'up' });
  const calls: Call[] = [
    { id: 'c1', since: 0, state: 'LOCKED', room: '8001', legs: [leg('a')] },
    { id: 'c2', since: 0, state: 'TALKING', room: '8006', legs: [leg('b'), leg('c')] },
    { id: 'c3', since: 0, state: 'TALKING', room: '8007', legs: [leg('d')] },
  ];
  const shown = rooms({ ...EMPTY, rooms: directory, calls }).map((r) => row('rooms', r, calls));
  assert.deepEqual(shown.map((r) => [r.id, r.name, r.state]), [['8xxx', 'Conference', 'Open'], ['8001', 'Kitchen', 'Locked'], ['8006', '8006', 'Talking'], ['8007', '8007', 'Talking']]);
  assert.deepEqual(shown.map((r) => r.details), ['', '1 members · PIN', '2 members', '1 members']);
});

test('a script that fails says so beside what it was refused for, and stays with its version', () => {
  const says = (feed: Feed) => row('scripts', feed.house.scripts[0]!, []);
  let feed = follow(started(), { kind: 'ScriptFailed', script: 'a.mjs', version: 1, text: 'a.mjs:3:7: Error: no', failures: 9 });
  assert.deepEqual([says(feed).state, says(feed).tone, says(feed).problem], ['Has failed', 'warn', '']);
  assert.match(says(feed).failed!, /^Failed .+ in version 1, 9 so far: a\.mjs:3:7: Error: no$/);
  feed = follow(feed, { kind: 'ScriptRefused', script: 'a.mjs', line: 3, reason: 'worse' });
  assert.deepEqual([says(feed).state, says(feed).tone, says(feed).problem], ['Refused', 'stop', '3: worse']);
  assert.match(says(feed).failed!, /version 1/);
  feed = follow(feed, { kind: 'ScriptLoaded', script: 'a.mjs', version: 2 });
  assert.deepEqual([says(feed).state, says(feed).tone], ['In force', 'go']);
  assert.match(says(feed).failed!, /version 1/, 'it is known still, and of which version');
});

test('a failure that comes after its script is gone brings nothing back', () => {
  const failed = { kind: 'ScriptFailed', script: 'a.mjs', version: 1, text: 'no', failures: 1 };
  assert.deepEqual(follow(started(), { kind: 'ScriptRemoved', script: 'a.mjs' }, failed).house.scripts, []);
  assert.equal(sentence(failed).tone, 'stop');
  assert.deepEqual(Object.hasOwn(row('scripts', started().house.scripts[0]!, []), 'failed'), false);
});

test('events are bounded, the newest first', () => {
  let feed = started();
  for (let i = 0; i < 600; i++) feed = follow(feed, { kind: 'LegDigit', call: 'c', leg: 'l', key: '1' });
  assert.equal(feed.house.events.length, 500);
  assert.equal(feed.house.events[0]!.number, 607);
});

test('an event reads as a sentence, with names where they are known', () => {
  assert.deepEqual(sentence({ kind: 'LegRinging', call: 'c', leg: 'l1' }, (id) => (id === 'l1' ? 'Anna' : '')), { what: 'Leg Ringing', about: 'c · Anna', tone: '' });
  assert.equal(sentence({ kind: 'TrunkChanged', trunk: 'a', state: 'DOWN', reason: '' }).tone, 'stop');
});

test('what may be done with a leg, and how it is asked for', () => {
  const leg = (id: string, state: string, more: Partial<Leg> = {}): Leg => ({ id, target: 't', direction: 'in', state, ...more });
  const call: Call = { id: 'c', since: 0, state: 'TALKING', legs: [leg('a', 'up'), leg('b', 'up')] };
  assert.deepEqual(deeds(call, call.legs[0]!), ['hold', 'move', 'room', 'join', 'hangup-leg']);
  assert.deepEqual(command('move', call.legs[0]!, '1004'), { command: 'move', fields: { leg: 'a', to: '1004' } });
  assert.deepEqual(command('room', call.legs[0]!, '8001'), { command: 'move', fields: { leg: 'a', to: '8001' } });
  assert.deepEqual(command('resume', call.legs[0]!), { command: 'hold', fields: { leg: 'a', on: false } });
  const ringing: Call = { ...call, legs: [leg('a', 'early'), leg('b', 'ringing')] };
  assert.deepEqual(deeds(ringing, ringing.legs[0]!), ['move', 'room', 'hangup-leg'], 'who calls may go elsewhere');
  assert.deepEqual(deeds(ringing, leg('b', 'ringing', { direction: 'out' })), ['hangup-leg'], 'whom it rings is not there yet');
  const alone: Call = { ...call, state: 'IN_APP', legs: [leg('a', 'up')] };
  assert.deepEqual(deeds(alone, alone.legs[0]!), ['move', 'room', 'hangup-leg']);
  const three: Call = { ...call, state: 'THREE_WAY', legs: [...call.legs, leg('d', 'up')] };
  assert.deepEqual(deeds(three, three.legs[2]!), ['move', 'room', 'hangup-leg']);
  const listening: Call = { ...alone, state: 'LISTENING', listensTo: 'd' };
  assert.deepEqual(deeds(listening, listening.legs[0]!), ['hangup-leg']);
  const room: Call = { ...call, room: '8001', legs: [...call.legs, leg('x', 'up', { muted: true })] };
  assert.deepEqual(deeds(room, room.legs[2]!), ['unmute', 'move', 'room', 'kick', 'hangup-leg']);
});
