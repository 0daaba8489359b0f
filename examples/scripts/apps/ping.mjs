// 603: a colleague rings first; when nobody answers the caller is told by three beeps.
export const number = '603';

export async function run(call) {
  await call.ring();
  const outcome = await call.dial({ ring: ['user:bert'], timeoutS: 10 });
  if (outcome === 'answered') return call.hangup();
  await call.answer();
  await call.tone([1, 2, 3].flatMap(() => [{ hz: [900], ms: 150 }, { ms: 150 }]));
  await call.hangup(outcome === 'busy' ? 'busy' : 'normal');
}
