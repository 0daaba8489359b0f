const last = (caller) => caller.done[caller.done.length - 1];

test('a key chooses', async () => {
  const caller = call({ keys: ['2'] });
  await script.run(caller);
  assertEquals(last(caller), ['passTo', { room: '8001' }]);
});

test('a wrong key is asked for again', async () => {
  const caller = call({ keys: ['9', '1'] });
  await script.run(caller);
  assertEquals(last(caller)[1].ring, ['group:sales']);
  assertPlan(last(caller)[1]);
});

test('silence goes to the front desk', async () => {
  const caller = call();
  await script.run(caller);
  assertEquals(last(caller), ['passTo', { ring: ['user:anna'], timeoutS: 30 }]);
});
