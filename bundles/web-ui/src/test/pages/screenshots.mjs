// Pictures of the pages for the docs, in both themes and three widths: node src/test/pages/screenshots.mjs [FOLDER]
// The house stands still, its time is given, and so is what a browser measures: one machine makes the same pictures again, but for a pixel at times.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const AT = Date.UTC(2026, 0, 15, 9, 41);
process.env.PATCHBAY_FAKE_NOW = AT;
const { PASSWORD, start, until } = await import('./browser.mjs');
const { EVENTS } = await import('../fake/server.mjs');
const { small } = await import('./png.mjs');

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FOLDER = path.resolve(process.argv[2] ?? path.join(HERE, '../../../../../docs/img'));
const THEMES = ['light', 'dark'];
const SIZES = [[390, 844], [820, 1100], [1280, 860]];
const TALKED_MS = 83_000;

/** What is not the same twice: what the network and the microphone are like. */
const MEASURED = () => {
  const stats = [
    { id: 'codec', type: 'codec', mimeType: 'audio/opus' },
    { id: 'in', type: 'inbound-rtp', kind: 'audio', codecId: 'codec', packetsReceived: 4150, packetsLost: 0, jitter: 0.004 },
    { id: 'remote', type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0.018 },
  ];
  RTCPeerConnection.prototype.getStats = () => Promise.resolve(new Map(stats.map((s) => [s.id, s])));
  AnalyserNode.prototype.getFloatTimeDomainData = (samples) => samples.fill(0.12);
};

const world = await start();

/** Anna in front of it, on a fresh browser. */
async function anna(theme, [width, height]) {
  world.house.signedIn = null;
  const context = await world.browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC', permissions: ['microphone', 'notifications'] });
  const page = await context.newPage();
  await page.addInitScript(MEASURED);
  await page.clock.setFixedTime(AT);
  await page.goto(world.base);
  return { context, page, phone: () => [...world.house.phones].at(-1) };
}

/** As high as what is on it, so that nothing is cut off and bars stand where they belong. */
async function picture(page, name, theme, [width, height]) {
  await page.evaluate(() => scrollTo(0, 0));
  await page.setViewportSize({ width, height: Math.max(height, await page.evaluate(() => document.documentElement.scrollHeight)) });
  await page.evaluate(() => document.fonts.ready);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  fs.writeFileSync(path.join(FOLDER, `${name}-${theme}-${width}.png`), small(png));
  await page.setViewportSize({ width, height });
}

async function signIn(page) {
  await page.locator('#user').fill('anna');
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('pb-phone .chip.go').waitFor();
}

/** One call is up, one waits, and somebody else rings. */
async function calls(page, phone) {
  await page.locator('#number').fill('1003');
  await page.keyboard.press('Enter');
  await page.locator('pb-call section.up').waitFor();
  phone().ring({ number: '1007', name: 'Grace Okafor' });
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await page.getByText('On hold').waitFor();
  await page.locator('pb-call section.up dd').getByText('18 ms').waitFor();
  await page.clock.setFixedTime(AT + TALKED_MS);
  await until('so long', async () => (await page.getByRole('timer').allInnerTexts()).every((t) => t === '1:23'));
  await until('both levels', async () => (await page.locator('pb-call section.up .sound').getByRole('meter').evaluateAll((all) => all.map((m) => m.ariaValueNow))).join() === '-18,-18');
  await page.locator('h1').first().click();
}

const go = (page, name) => page.getByRole('link', { name, exact: true }).click();

async function round(theme, size) {
  const { context, page, phone } = await anna(theme, size);
  const take = (name) => picture(page, name, theme, size);
  await page.locator('#user').waitFor();
  await take('login');
  await signIn(page);
  await page.locator('#number').blur();
  const ringing = phone().ring({ number: '+44 20 7946 0991', name: '' });
  await page.getByRole('button', { name: 'Decline' }).waitFor();
  await take('ringing');
  phone().end(ringing, 'cancelled');
  await page.locator('pb-incoming section').waitFor({ state: 'detached' });
  await go(page, 'Now');
  await page.getByRole('article').nth(2).waitFor();
  await take('now');
  await go(page, 'House');
  await page.getByRole('tab', { name: 'Devices 8' }).waitFor();
  EVENTS.forEach((e, i) => world.house.event(e, AT - (EVENTS.length - i) * 7000));
  if (size[0] >= 1200) await page.getByRole('log').getByText('Leg Ringing').waitFor();
  await take('house');
  await page.getByRole('tab', { name: 'Scripts' }).click();
  await take('scripts');
  await go(page, 'Phone');
  await page.getByRole('button', { name: 'Close' }).click(); // the one that was cancelled
  await calls(page, phone);
  await take('phone');
  await context.close();
}

fs.mkdirSync(FOLDER, { recursive: true });
try {
  for (const theme of THEMES) for (const size of SIZES) await round(theme, size);
} finally {
  await world.close();
}
const made = fs.readdirSync(FOLDER).filter((f) => f.endsWith('.png'));
console.log(`${made.length} pictures in ${FOLDER}, ${Math.round(made.reduce((n, f) => n + fs.statSync(path.join(FOLDER, f)).size, 0) / 1024)} KB`);
