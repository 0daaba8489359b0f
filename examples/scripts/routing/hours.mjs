// Asked before the office script: calls from outside, outside of the opening hours.
export const rank = 110;

const OPEN = { from: 9, to: 17 };

export function inbound(call, pbx) {
  const now = pbx.now();
  const workday = now.getDay() >= 1 && now.getDay() <= 5;
  if (workday && now.getHours() >= OPEN.from && now.getHours() < OPEN.to) return;
  pbx.log('closed');
  return { ring: ['user:anna'], timeoutS: 15, otherwise: { noAnswer: { reject: 'unavailable' } } };
}
