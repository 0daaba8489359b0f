// A house that stands still, but for its levels: what the real server would tell, by hand.
// The same time gives the same house.
export const now = Number(process.env.PATCHBAY_FAKE_NOW ?? Date.now());
const party = (name, number) => ({ name, number });

export const people = [
  ['anna', 'Anna Lindqvist', '1001'],
  ['bernd', 'Bernd Oster', '1002'],
  ['carla', 'Carla Mendes', '1003'],
  ['dmitri', 'Dmitri Volkov', '1004'],
  ['elif', 'Elif Yıldız', '1005'],
  ['frank', 'Frank O’Neill', '1006'],
  ['grace', 'Grace Okafor', '1007'],
  ['hana', 'Hana Suzuki', '1008'],
].map(([id, name, number]) => ({ id, name, number, devices: [number] }));

const leg = (id, target, name, number, direction, state, more = {}) => ({
  id, target, party: party(name, number), direction, state, ...more,
});
const good = { codec: 'opus/48000', protection: 'AES_CM_128_HMAC_SHA1_80', lossPercent: 0, jitterMs: 1.8, rttMs: 14, mos: 4.38, levelDb: -24 };
const fair = { codec: 'PCMA/8000', protection: 'none', lossPercent: 1.4, jitterMs: 12.5, rttMs: 62, mos: 3.92, levelDb: -31 };
const bad = { codec: 'G722/8000', protection: 'none', lossPercent: 6.2, jitterMs: 38.1, rttMs: 190, mos: 2.94, levelDb: -40 };

const all = (ids) => Object.fromEntries(ids.map((a) => [a, ids.filter((b) => b !== a)]));

export const calls = () => [
  {
    id: 'c-17', since: now - 251000, answered: now - 240000, state: 'TALKING', caller: party('Carla Mendes', '1003'), called: '1001', app: 'routing/office.mjs v4',
    legs: [leg('l-1', 'device:1003', 'Carla Mendes', '1003', 'in', 'up', good), leg('l-2', 'browser:anna', 'Anna Lindqvist', '1001', 'out', 'up', { ...good, levelDb: -19 })],
    mix: { rateHz: 48000, relayed: true, loop: 'media-0' }, hears: all(['l-1', 'l-2']),
  },
  {
    id: 'c-18', since: now - 1320000, answered: now - 1310000, state: 'IN_ROOM', room: '8001', caller: party('', ''), called: '8001',
    legs: [
      leg('l-3', 'device:1002', 'Bernd Oster', '1002', 'in', 'up', fair),
      leg('l-4', 'device:1004', 'Dmitri Volkov', '1004', 'in', 'up', { ...good, muted: true, levelDb: -96 }),
      leg('l-5', 'trunk:acme/+4930123456', '', '+4930123456', 'in', 'up', bad),
      leg('l-6', 'browser:grace', 'Grace Okafor', '1007', 'in', 'up', { ...good, levelDb: -15 }),
    ],
    mix: { rateHz: 48000, relayed: false, loop: 'media-1' },
    hears: { 'l-3': ['l-5', 'l-6'], 'l-4': ['l-3', 'l-5', 'l-6'], 'l-5': ['l-3', 'l-6'], 'l-6': ['l-3', 'l-5'] },
  },
  {
    id: 'c-19', since: now - 6000, state: 'RINGING', caller: party('', '+44 20 7946 0991'), called: '700', app: 'routing/office.mjs v4',
    legs: [
      leg('l-7', 'trunk:acme/+442079460991', '', '+44 20 7946 0991', 'in', 'early', { codec: 'PCMA/8000', protection: 'none' }),
      leg('l-8', 'device:1005', 'Elif Yıldız', '1005', 'out', 'ringing'),
      leg('l-9', 'device:1006', 'Frank O’Neill', '1006', 'out', 'dialling'),
    ],
    hears: {},
  },
];

export const devices = people.map((p, i) => ({
  id: p.number, user: p.id, name: p.name, number: p.number, registered: i % 4 !== 3,
  contacts: i % 4 !== 3 ? [{ contact: `sip:${p.number}@192.0.2.${20 + i}:5060`, userAgent: ['snomD785/10.1.204', 'Yealink T54W 96.86', 'baresip v3.9'][i % 3], expires: now + 1800000, flow: { transport: ['tls', 'udp', 'tcp'][i % 3] } }] : [],
  lines: [],
}));

export const trunks = [
  { id: 'acme', state: 'UP', reason: '', name: 'Acme Telecom' },
  { id: 'backup', state: 'DOWN', reason: '403 Forbidden: unknown account' },
  { id: 'mobile', state: 'REGISTERING', reason: '' },
];
export const rooms = [
  { number: '8000', name: 'All hands', pin: true, members: 0 },
  { number: '8001', name: 'Support', pin: false, members: 4, call: 'c-18', locked: false },
];
export const scripts = [
  { name: 'routing/office.mjs', version: 4, loadedAt: now - 86400000, decisions: 1284, callsInProgress: 2 },
  { name: 'routing/stock.mjs', version: 1, loadedAt: now - 86400000, decisions: 93, callsInProgress: 0, failure: { at: now - 60000, version: 1, text: 'routing/stock.mjs:12:9: TypeError: Cannot read property \'open\' of undefined', failures: 3 } },
  { name: 'ivr/main.mjs', version: 7, loadedAt: now - 3600000, decisions: 211, callsInProgress: 1, refusal: 'line 31: SyntaxError: Expected ; but found menu' },
];

export const happened = [
  { kind: 'DeviceChanged', change: { kind: 'REFRESHED', binding: { aor: { user: '1002', domain: 'patchbay' }, contact: 'sip:1002@192.0.2.21:5060', userAgent: 'Yealink T54W 96.86' } } },
  { kind: 'ScriptRefused', script: 'ivr/main.mjs', line: 31, reason: 'SyntaxError: Expected ; but found menu' },
  { kind: 'TrunkChanged', trunk: 'backup', state: 'DOWN', reason: '403 Forbidden: unknown account' },
  { kind: 'CallRouted', call: 'c-19', by: 'routing/office.mjs v4', plan: 'ring device:1005, device:1006 for 25 s', reasons: [] },
  { kind: 'LegRinging', call: 'c-19', leg: 'l-8' },
];
