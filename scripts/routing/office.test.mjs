const house = pbx({
  users: [{ id: 'anna', name: 'Anna', number: '1001', devices: ['1001'] }],
  devices: ['1001', 'lobby'],
  groups: [{ id: 'sales', number: '700', members: ['user:anna'], timeoutS: 20 }],
  rooms: ['8xxx'],
  trunks: ['acme', 'backup'],
});
const dialled = (number) => script.outbound(call({ device: '1001', dialled: number }), house);
const fromTrunk = (number) => script.inbound(call({ trunk: 'acme', dialled: number }), house);

test('a user by number', () => {
  assertEquals(dialled('1001'), { ring: ['user:anna'], timeoutS: 30 });
});

test('a group rings for as long as the group says', () => {
  assertEquals(dialled('700'), { ring: ['group:sales'], timeoutS: 20 });
});

test('a device that belongs to nobody', () => {
  assertEquals(dialled('lobby'), { ring: ['device:lobby'], timeoutS: 30 });
});

test('a room', () => {
  assertEquals(dialled('8123'), { room: '8123' });
});

test('the world outside goes to the first trunk', () => {
  for (const number of ['030123456', '+4930123456', '5551234']) {
    assertEquals(dialled(number), { trunk: ['acme'], number });
  }
});

test('without a trunk the world outside is not ours', () => {
  assertEquals(script.outbound(call({ device: '1001', dialled: '030123456' }), pbx()), undefined);
});

test('an unknown number is left to the apps', () => {
  assertEquals(dialled('600'), undefined);
});

test('every plan is a plan', () => {
  for (const number of ['1001', '700', 'lobby', '8123', '030123456']) assertPlan(dialled(number));
});

test('a trunk reaches the directory and nothing else', () => {
  assertEquals(fromTrunk('1001'), { ring: ['user:anna'], timeoutS: 30 });
  assertEquals(fromTrunk('8123'), { room: '8123' });
  assertEquals(fromTrunk('030123456'), { reject: 'notFound' });
  assertEquals(fromTrunk('lobby'), { reject: 'notFound' });
});
