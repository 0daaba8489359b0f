const at = (now) => script.inbound(call({ trunk: 'acme', dialled: '1001' }), pbx({ now }));

test('open: not mine', () => assertEquals(at('2026-03-04T10:00:00'), undefined));

test('at night Anna is tried for a short while', () => {
  assertEquals(at('2026-03-04T03:00:00').ring, ['user:anna']);
  assertPlan(at('2026-03-04T03:00:00'));
});

test('closed on Sundays', () => assertEquals(at('2026-03-08T10:00:00').timeoutS, 15));
