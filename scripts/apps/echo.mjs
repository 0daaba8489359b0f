// 600: hear yourself, to find out what your line does.
export const number = '600';

const LONGEST_SECONDS = 600;

export async function run(call) {
  await call.answer();
  await call.echo(LONGEST_SECONDS);
}
