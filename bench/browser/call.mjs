// Calls a number from our softphone in headless Chromium, again and again, and says how long each step took, in ms since the click.
//
//   node call.mjs URL USER PASSWORD NUMBER CALLS      one JSON object a call on standard output
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { FOLDER, launch, RATE_HZ, save, until } from '../../itests/peers/browser/agent.mjs';

const TONE_HZ = 440;
const [url, user, password, number, calls] = process.argv.slice(2);
const here = path.dirname(new URL(import.meta.url).pathname);

/** For the microphone: half a second, again and again without a seam. */
async function tone(folder) {
  const samples = Buffer.alloc(RATE_HZ);
  for (let i = 0; i < RATE_HZ / 2; i++) samples.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * TONE_HZ * i) / RATE_HZ)), i * 2);
  const file = path.join(folder, 'tone.wav');
  await save(file, samples);
  return file;
}

async function call(page) {
  await page.evaluate(() => steps.arm());
  await page.locator('#number').fill(number);
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  const since = await until(
    15,
    () => page.evaluate(() => steps.since()),
    async () => `no sound came: ${JSON.stringify(await page.evaluate(() => steps.soFar()))}`,
  );
  const hangUp = page.getByRole('button', { name: 'Hang up', exact: true });
  await hangUp.click();
  await hangUp.waitFor({ state: 'detached' });
  return since;
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'patchbay-click-'));
const browser = await launch(await tone(folder));
try {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(['microphone'], { origin: new URL(url).origin });
  await context.addInitScript({ path: path.join(here, 'steps.js') });
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('User', { exact: true }).fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('status').filter({ hasText: user }).first().waitFor({ timeout: 15_000 });
  for (let i = 0; i < Number(calls); i++) console.log(JSON.stringify(await call(page)));
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}
