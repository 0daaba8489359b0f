// The smallest app: call 601 and hear yourself.
export const number = '601';
export async function run(call) { await call.answer(); await call.echo(); }
