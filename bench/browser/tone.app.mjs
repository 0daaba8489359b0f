// Sounds as soon as it is answered: an echo would bring the caller's own voice, by a way twice as long.
export const number = '5599';
export async function run(call) {
  await call.answer();
  await call.tone({ hz: [440], ms: 20_000, db: -12 });
}
