import assert from 'node:assert/strict';
import test from 'node:test';
import { backoffMs } from '../../main/ts/api/backoff';
import { around } from '../../main/ts/house/geometry';
import { History } from '../../main/ts/phone/history';
import { levelDb, share } from '../../main/ts/phone/meter';
import { type Figures, grade, mos, mosOf, rating } from '../../main/ts/phone/mos';
import { takesPauses } from '../../main/ts/phone/pauses';
import { search } from '../../main/ts/phone/people';
import { quality } from '../../main/ts/phone/quality';
import { told } from '../../main/ts/phone/words';
import { duration, initials } from '../../main/ts/ui/format';
import { distinct } from '../../main/ts/ui/names';
import { noticeText } from '../../main/ts/ui/notice-text';

test('an offer takes pauses of Opus, and says so once', () => {
  const offer = (fmtp: string) => `m=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\na=rtpmap:111 opus/48000/2\r\n${fmtp}a=rtpmap:0 PCMU/8000\r\n`;
  const takes = offer('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\n');
  assert.equal(takesPauses(offer('a=fmtp:111 minptime=10;useinbandfec=1\r\n')), takes);
  assert.equal(takesPauses(takes), takes);
  assert.equal(takesPauses(offer('')), offer(''));
});

test('servers that are told anew are a list, or nothing', () => {
  const iceServers = [{ urls: ['turn:turn.example:3478'], username: '1:anna', credential: 'x' }];
  assert.deepEqual(told({ type: 'ice-servers', iceServers }), { type: 'ice-servers', iceServers });
  assert.equal(told({ type: 'ice-servers', iceServers: 'turn:x' }), undefined);
});

test('MOS by the E-model: what the standards tabulate', () => {
  // G.107 Annex B: R and MOS.
  for (const [r, expected] of [[93.2, 4.41], [90, 4.34], [80, 4.03], [70, 3.6], [60, 3.1], [50, 2.58], [0, 1]] as const) {
    assert.ok(Math.abs(mosOf(r) - expected) < 0.011, `R ${r}: ${mosOf(r)}`);
  }
  const table: [Figures, number][] = [
    [{ codec: 'PCMU/8000' }, 4.38],
    [{ codec: 'opus/48000', rttMs: 40, jitterMs: 2 }, 4.36],
    [{ codec: 'PCMA', lossPercent: 1 }, 4.29],
    [{ codec: 'PCMA', lossPercent: 5 }, 3.83],
    [{ codec: 'opus', lossPercent: 5 }, 4.13],
    [{ codec: 'G729' }, 4.09],
    [{ codec: 'PCMA', rttMs: 600 }, 3.39],
    [{ codec: 'PCMA', lossPercent: 100 }, 1.15],
    [{}, 4.38],
  ];
  for (const [figures, expected] of table) {
    assert.ok(Math.abs(mos(figures) - expected) < 0.06, `${JSON.stringify(figures)}: ${mos(figures)}`);
  }
});

test('MOS falls with loss, with delay and with jitter, and stays in its bounds', () => {
  for (const name of ['lossPercent', 'rttMs', 'jitterMs'] as const) {
    let before = 5;
    for (const x of [0, 1, 5, 20, 60, 200, 2000]) {
      const now = mos({ codec: 'opus', [name]: x });
      assert.ok(now <= before && now >= 1 && now <= 4.5, `${name} ${x}: ${now}`);
      before = now;
    }
  }
  assert.equal(rating({ lossPercent: -4, rttMs: -1 }), rating({}));
  assert.deepEqual([4.2, 3.8, 3.2, 2].map(grade), ['good', 'fair', 'poor', 'bad']);
});

const inbound = (received: number, lost: number) => [
  { id: 'i', type: 'inbound-rtp', kind: 'audio', packetsReceived: received, packetsLost: lost, jitter: 0.004, codecId: 'c' },
  { id: 'c', type: 'codec', mimeType: 'audio/opus' },
  { id: 'p', type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02 },
];

test('quality is that of the last moment, not of the whole call', () => {
  const first = quality(inbound(1000, 100))!;
  assert.equal(Math.round(first.lossPercent), 9);
  const later = quality(inbound(1100, 100), first)!;
  assert.equal(later.lossPercent, 0);
  assert.deepEqual([later.codec, later.jitterMs, later.rttMs], ['opus', 4, 20]);
  const anew = quality(inbound(50, 50), later)!;
  assert.equal(anew.lossPercent, 50, 'counters of a new connection');
  assert.equal(quality([{ id: 'x', type: 'transport' }]), undefined);
});

test('levels', () => {
  assert.equal(levelDb(new Float32Array(64)), -96);
  assert.ok(Math.abs(levelDb(Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i / 3))) + 3.01) < 0.1);
  assert.deepEqual([share(undefined), share(-96), share(-30), share(0), share(NaN)], [0, 0, 0.5, 1, 0]);
});

test('the way back to the server doubles up to 15 s, and is spread', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 50].map((n) => backoffMs(n, 1)), [500, 1000, 2000, 4000, 8000, 15000, 15000]);
  assert.equal(backoffMs(5, 0), 7500);
});

test('search finds by beginnings first, whatever the accents, and whom one talked to', () => {
  const people = [{ name: 'Elif Yıldız', number: '1005' }, { name: 'Hana Suzuki', number: '1008' }, { name: 'André Petit', number: '2100' }];
  const past = [{ at: 1, direction: 'in' as const, party: { number: '+4930999', name: 'Anke' }, talkedS: 1, outcome: 'talked' as const }];
  assert.deepEqual(search('an', people, past).map((p) => p.number), ['2100', '+4930999', '1008']);
  assert.deepEqual(search('andre', people, past).map((p) => p.number), ['2100']);
  assert.deepEqual(search('1008', people, past).map((p) => p.number), ['1008']);
  assert.deepEqual(search('  ', people, past), []);
});

test('history of each user stays by itself, is bounded, and survives what somebody else wrote', () => {
  const store = new Map<string, string>();
  const storage = { getItem: (k: string) => store.get(k) ?? null, setItem: (k: string, v: string) => void store.set(k, v), removeItem: (k: string) => void store.delete(k) };
  const anna = new History('anna', storage);
  for (let i = 0; i < 250; i++) anna.add({ at: i, direction: 'in', party: { number: `${i}`, name: '' }, talkedS: 0, outcome: 'missed' });
  assert.equal(anna.all().length, 200);
  assert.equal(anna.all()[0]!.at, 249);
  assert.equal(new History('uwe', storage).all().length, 0);
  store.set('patchbay.history.anna', '{broken');
  assert.deepEqual(anna.all(), []);
});

test('words that are none are not heard', () => {
  assert.equal(told({ type: 'constructor' }), undefined);
  assert.equal(told({ type: 'call', call: 'c' }), undefined);
  assert.equal(told({}), undefined);
  assert.deepEqual(told({ type: 'hello', phone: 'anna', resumed: [null, { call: 'c' }, { call: 'c', session: 's' }] }), { type: 'hello', phone: 'anna', iceServers: [], resumed: [{ call: 'c', session: 's' }] });
});

test('callers stand on the left of a hub, and no leg on another or on the hub', () => {
  for (const sides of [[true, false], [true, false, false, false], Array<boolean>(4).fill(true), Array<boolean>(9).fill(true)]) {
    const { width, height, spots } = around(sides, 40, 23);
    assert.equal(spots.length, sides.length);
    if (sides.includes(false)) assert.deepEqual(spots.map((s) => s.x < width / 2), sides);
    spots.forEach((s, i) => {
      assert.ok(s.y - 23 > 0 && s.y + 54 < height, `inside: ${s.y} of ${height}`);
      assert.ok(Math.hypot(s.x - width / 2, s.y - height / 2) > 40 + 23 + 10);
      spots.slice(i + 1).forEach((o) => assert.ok(Math.hypot(s.x - o.x, s.y - o.y) > 60));
    });
  }
});

test('what people read', () => {
  assert.deepEqual([0, 247_000, 3_847_000].map(duration), ['0:00', '4:07', '1:04:07']);
  assert.deepEqual(['Anna Maria Lindqvist', 'élan', '+49 30', ''].map(initials), ['AL', 'É', '#', '#']);
});

test('two calls with the same person have names of their own', () => {
  assert.deepEqual(distinct(['Carla', 'Bernd', 'Carla', 'Carla']), ['Carla', 'Bernd', 'Carla (2)', 'Carla (3)']);
});

test('notices are sentences, and outcomes of a third name it', () => {
  const named = (number: string) => (number === '1005' ? 'Elif' : '');
  const text = (code: string, detail = '', who = '') => noticeText({ code, detail, who }, named);
  assert.equal(text('not-joined', 'busy', '1003'), '1003 is busy. Your call goes on.');
  assert.equal(text('not-joined', 'no_answer', '1005'), 'Elif does not answer. Your call goes on.');
  assert.equal(text('not-joined', 'loop', '1003'), '1003 could not be added. Your call goes on.');
  assert.equal(text('join', 'three talk already'), 'Nobody could be added. Three talk already.');
  assert.equal(text('listen-ended'), 'Listening ended.');
  assert.equal(text('offline'), 'Not connected. The phone tries again by itself.');
});
