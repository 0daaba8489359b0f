const OFFICE = {
  id: 'office', timeZone: 'Europe/Berlin',
  open: ['mon-fri 08:00-18:00'], closed: ['2026-12-24/2026-12-31'],
};
const NIGHT = { id: 'night', timeZone: 'Europe/Berlin', open: ['fri,sat 22:00-06:00'] };

const house = (...routes) => pbx({ hours: [OFFICE, NIGHT], routes });
const device = (dialled, more) => call({ device: '1001', dialled, caller: '1001', ...more });
const outside = (dialled, more) => call({ trunk: 'acme', dialled, caller: '+4930999', ...more });

// The first route alone, for one call.
const planOf = (step, from = device('5')) => {
  const plan = script.outbound(from, house({ id: 'r', ...step }));
  if (plan) assertPlan(plan);
  return plan;
};
const isTaken = (when, from) => planOf({ when, ring: 'user:anna' }, from) !== undefined;

test('without routes nothing is ours', () => {
  assertEquals(script.outbound(device('5'), pbx()), undefined);
  assertEquals(script.inbound(outside('5'), pbx()), undefined);
});

test('the first that fits counts', () => {
  const both = house(
    { id: 'a', when: { called: '6xx' }, ring: 'user:anna' },
    { id: 'b', when: { called: ['5', '612'] }, ring: 'user:bert' },
    { id: 'c', ring: 'user:carla' });
  const rung = (number) => script.outbound(device(number), both).ring[0];
  assertEquals(rung('612'), 'user:anna');
  assertEquals(rung('5'), 'user:bert');
  assertEquals(rung('7'), 'user:carla');
});

test('patterns', () => {
  const table = [
    ['1001', '1001', true], ['1001', '10011', false], ['8xxx', '8123', true], ['8xxx', '81a3', false],
    ['0.', '0', false], ['0.', '030', true], ['.', '5', true], ['+49.', '+4930', true], ['+49.', '4930', false],
    ['0[1-9].', '0049', false], ['0[1-9].', '030', true], ['[25-7]', '6', true], ['[25-7]', '4', false],
    ['*97', '*97', true], ['*97', '97', false], ['#x*', '#1*', true],
  ];
  for (const [pattern, number, fits] of table) {
    assertEquals(isTaken({ called: pattern }, device(number)), fits, `${pattern} ${number}`);
  }
});

test('other routes have other patterns', () => {
  assert(isTaken({ called: '1' }, device('1')));
  assert(!isTaken({ called: '2' }, device('1')));
});

test('who calls', () => {
  assert(isTaken({ caller: ['2.', '10xx'] }, device('5')));
  assert(!isTaken({ caller: '2.' }, device('5')));
  assert(isTaken({ trunk: 'acme', caller: 'anonymous' }, outside('5', { caller: '' })));
  assert(!isTaken({ trunk: 'acme', caller: 'anonymous' }, outside('5')));
});

test('a route is for our devices or for the trunks that it names', () => {
  assert(isTaken({}, device('5')));
  assert(!isTaken({}, outside('5')));
  assert(isTaken({ trunk: ['other', 'acme'] }, outside('5')));
  assert(isTaken({ trunk: '*' }, outside('5')));
  assert(!isTaken({ trunk: 'other' }, outside('5')));
  assert(!isTaken({ trunk: '*' }, device('5')));
});

test('hours are told by the time of the call', () => {
  const table = [
    ['office', '2026-03-04T07:30:00Z', true], // Wednesday, 08:30
    ['office', '2026-03-04T06:59:59Z', false],
    ['office', '2026-07-01T06:00:00Z', true], // summer time: 08:00
    ['office', '2026-03-04T17:00:00Z', false], // 18:00 is not in it
    ['office', '2026-03-07T10:00:00Z', false], // Saturday
    ['office', '2026-12-28T10:00:00Z', false], // a Monday, closed
    ['night', '2026-03-06T21:00:00Z', true], // Friday, 22:00
    ['night', '2026-03-08T04:59:00Z', true], // Sunday, 05:59
    ['night', '2026-03-08T05:00:00Z', false],
    ['night', '2026-03-08T21:30:00Z', false], // Sunday, 22:30
  ];
  for (const [hours, at, fits] of table) {
    assertEquals(isTaken({ hours }, device('5', { at })), fits, `${hours} ${at}`);
  }
});

test('rings as the route says', () => {
  assertEquals(planOf({ ring: ['user:anna', 'group:sales'], strategy: 'order', timeoutS: 15, callerId: '700' }), {
    ring: ['user:anna', 'group:sales'], strategy: 'order', timeoutS: 15, callerId: '700', otherwise: {},
  });
});

test('out over trunks, with the dialled number or another', () => {
  const number = (step) => planOf({ trunk: ['acme', 'backup'], ...step }, device('0030123')).number;
  assertEquals(number({}), '0030123');
  assertEquals(number({ strip: 1 }), '030123');
  assertEquals(number({ strip: 2, prefix: '+49' }), '+4930123');
  assertEquals(number({ number: '110' }), '110');
});

test('in the form that the trunk wants', () => {
  const berlin = { e164: '+4930123456', national: '030123456', country: 'DE', kind: 'fixed' };
  const numberOf = (dialled, step) => {
    const routes = [{ id: 'r', trunk: 'acme', ...step }];
    return script.outbound(device(dialled), pbx({ routes, numbers: { '004930123456': berlin } })).number;
  };
  assertEquals(numberOf('004930123456', {}), '004930123456');
  assertEquals(numberOf('004930123456', { form: 'e164' }), '+4930123456');
  assertEquals(numberOf('9004930123456', { strip: 1, form: 'national' }), '030123456');
  assertEquals(numberOf('112', { form: 'e164' }), '112');
});

test('each outcome goes its way, and the rest into the box', () => {
  const box = { app: 'voicemail', box: 'sales' };
  const plan = planOf({ ring: 'user:anna', voicemail: 'sales', otherwise: { busy: { menu: 'main' } } });
  assertEquals(plan.otherwise, {
    noAnswer: box, declined: box, unreachable: box, failed: box,
    busy: { app: 'ivr', menu: 'main', otherwise: {} },
  });
});

test('a box that cannot have the call gives it to who is named for that', () => {
  const plan = planOf({ ring: 'user:anna', voicemail: 'sales', otherwise: { unreachable: { ring: 'user:bert' } } });
  assertEquals(plan.otherwise.noAnswer.otherwise.unreachable.ring, ['user:bert']);
  assertEquals(plan.otherwise.unreachable.ring, ['user:bert']);
});

test('a box, a menu, an app, a room, a refusal', () => {
  assertEquals(planOf({ voicemail: 'sales' }), { app: 'voicemail', box: 'sales', otherwise: {} });
  assertEquals(planOf({ menu: 'main', otherwise: { unreachable: { reject: 'busy' } } }), {
    app: 'ivr', menu: 'main', otherwise: { unreachable: { reject: 'busy' } },
  });
  assertEquals(planOf({ app: 'echo' }), { app: 'echo', otherwise: {} });
  assertEquals(planOf({ room: '8001' }), { room: '8001' });
  assertEquals(planOf({ reject: 'declined' }), { reject: 'declined' });
});
