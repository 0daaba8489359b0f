test('answers, then gives the caller back to itself', async () => {
  const caller = call({ dialled: '600' });
  await script.run(caller);
  assertEquals(caller.done, [['answer'], ['echo', 600]]);
});

test('is reached by 600', () => assertEquals(script.number, '600'));
