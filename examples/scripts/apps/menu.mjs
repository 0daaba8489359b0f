// A menu: a tone asks, a key chooses, and who presses nothing gets the front desk.
export const number = '602';

const CHOICES = {
  1: { ring: ['group:sales'], timeoutS: 20, otherwise: { noAnswer: { reject: 'noAnswer' } } },
  2: { room: '8001' },
};
const FRONT_DESK = { ring: ['user:anna'], timeoutS: 30 };

export async function run(call) {
  await call.answer();
  for (let attempt = 0; attempt < 3; attempt++) {
    await call.tone([{ hz: [440], ms: 200 }, { ms: 100 }, { hz: [660], ms: 200 }]);
    const key = await call.collect({ max: 1, timeoutS: 4 });
    if (CHOICES[key]) return call.passTo(CHOICES[key]);
  }
  await call.passTo(FRONT_DESK);
}
