// Somebody in front of the softphone of the pages, in headless Chromium: sees what they show, by roles and names, clicks and types. One JSON object a line
// on standard input.
//
//   {"op": "open", "url": "https://127.0.0.9:8443", "user": "u1004", "password": "…", "play": "tone.wav"}   signs in
//   {"op": "tab"}                                                          a page of its own, and the one before is closed
//   {"op": "press", "where": "Phone 1002", "name": "Hold"}                 a button: of a region, or "" for any
//   {"op": "type", "text": "600"}  {"op": "key", "key": "Enter"}           where the focus is
//   {"op": "sees", "where": "Phone 1002", "text": "On hold", "seconds": 5}  {"op": "gone", "where": "Phone 1002", "seconds": 5}
//   {"op": "listen"}  {"op": "heard", "seconds": 2, "path": "heard.wav"}
//
// Ends with its stdin.
import path from 'node:path';
import { FOLDER, launch, obey, RATE_HZ, save, until } from './agent.mjs';

const PRESS_WITHIN_MS = 5000;

let browser;
let context;
let page;
let home;
let problems = [];

const region = (where) => (where ? page.getByRole('region', { name: where, exact: true }) : page);
const shown = async (what) => `${what}; the page shows: ${await page.getByRole('main').innerText()}`;

async function show() {
  page = await context.newPage();
  page.setDefaultTimeout(PRESS_WITHIN_MS);
  page.on('pageerror', (e) => problems.push(e.message));
  page.on('console', (m) => m.type() === 'error' && !/Failed to load resource: net::|WebSocket connection/.test(m.text()) && problems.push(m.text()));
  page.on('request', (r) => !r.url().startsWith(home) && !/^(blob|data):/.test(r.url()) && problems.push(`fetched ${r.url()}`));
  await page.goto(home);
}

/** The page says whose phone it is as soon as the house knows it. */
const connected = (user) => page.getByRole('status').filter({ hasText: user }).first().waitFor({ timeout: 15_000 });

const ops = {
  async open({ url, user, password, play }) {
    home = url;
    browser = await launch(play);
    context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    await context.grantPermissions(['microphone'], { origin: new URL(url).origin });
    await context.addInitScript({ path: path.join(FOLDER, 'speaker.js') });
    await show();
    await page.getByLabel('User', { exact: true }).fill(user);
    if (problems.length) throw new Error(`the first page: ${problems}`);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await connected(user);
  },
  async tab({ user }) {
    await page.close();
    problems = [];
    await show();
    await connected(user);
  },
  async reload({ user }) {
    await page.reload();
    await connected(user);
  },
  press: ({ where, name }) => region(where).getByRole('button', { name, exact: true }).click(),
  type: ({ text }) => page.keyboard.type(text, { delay: 100 }),
  key: ({ key }) => page.keyboard.press(key),
  sees: ({ where, text, seconds }) =>
    region(where)
      .getByText(new RegExp(text))
      .filter({ visible: true })
      .first()
      .waitFor({ timeout: seconds * 1000 })
      .catch(async () => Promise.reject(new Error(await shown(`no ${text} in ${where}`)))),
  gone: ({ where, seconds }) =>
    region(where)
      .waitFor({ state: 'detached', timeout: seconds * 1000 })
      .catch(async () => Promise.reject(new Error(await shown(`${where} is still there`)))),
  listen: () => page.evaluate(() => speaker.listen()),
  async heard({ seconds, path: file }) {
    const count = Math.round(seconds * RATE_HZ);
    await until(
      seconds + 5,
      async () => ((await page.evaluate(() => speaker.samples())) >= count ? true : undefined),
      async () => `${seconds} s of sound did not come`,
    );
    await save(file, Buffer.from(await page.evaluate((n) => speaker.sound(n), count), 'base64'));
  },
  problems: () => problems,
};

await obey(ops);
await browser?.close();
