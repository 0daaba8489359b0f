// Chromium in front of the fake house, for the tests of the pages.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { FakeHouse } from '../fake/server.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const PAGES = process.env.PATCHBAY_PAGES ?? path.resolve(here, '../../../target/classes/pages');
const ADDRESS = process.env.PATCHBAY_ADDRESS ?? '127.0.0.1';
const CHROMIUM = process.env.PATCHBAY_CHROMIUM ?? '/usr/bin/chromium';
export const PASSWORD = 'correct horse';
export const AXE = fs.readFileSync(path.resolve(here, '../node_modules/axe-core/axe.min.js'), 'utf8');

/** A house, a browser, and the far side of its calls; its microphone says what is in the file, over and over. */
export async function start({ microphone } = {}) {
  const house = new FakeHouse(PAGES);
  house.still = true;
  const port = await house.listen(0, ADDRESS);
  const base = `http://${ADDRESS}:${port}`;
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--autoplay-policy=no-user-gesture-required',
      `--unsafely-treat-insecure-origin-as-secure=${base}`, '--disable-features=WebRtcHideLocalIpsWithMdns', '--disable-gpu', '--mute-audio',
      ...(microphone ? [`--use-file-for-fake-audio-capture=${microphone}`] : []),
    ],
  });
  const peer = await browser.newPage();
  await peer.goto(`${base}/peer.html`);
  return {
    house, base, browser, peer,
    close: async () => {
      await browser.close();
      house.close();
    },
  };
}

/** A fresh browser profile with somebody signed in; what goes wrong in the page fails the test by `problems`. */
export async function signIn(world, user, options = {}) {
  world.house.signedIn = null;
  const context = await world.browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  await context.grantPermissions(options.permissions ?? ['microphone'], { origin: world.base });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems = [];
  page.on('pageerror', (e) => problems.push(e.message));
  page.on('console', (m) => m.type() === 'error' && problems.push(m.text()));
  page.on('request', (r) => !r.url().startsWith(world.base) && !/^(blob|data):/.test(r.url()) && problems.push(`fetched ${r.url()}`));
  await page.goto(`${world.base}/`);
  await page.locator('#user').fill(user);
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('pb-phone .chip.go').waitFor();
  return { context, page, problems, phone: () => [...world.house.phones].at(-1) };
}

/** What axe finds wrong, in a line each. */
export async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary.split('\n')[1]?.trim() ?? ''}`));
}

/** Polls until that is so. */
export async function until(what, condition, ms = 10_000) {
  const end = Date.now() + ms;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
