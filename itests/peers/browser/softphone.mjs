// Somebody in front of the softphone of the pages, in headless Chromium: sees what they show, by roles and names, clicks and types. One JSON object a line
// on standard input.
//
//   {"op": "open", "url": "https://127.0.0.9:8443", "user": "u1004", "password": "…", "play": "tone.wav"}   signs in
//   {"op": "tab"}                                                          a page of its own, and the one before is closed
//   {"op": "press", "where": "Phone 1002", "name": "Hold"}                 a button: of a region, or "" for any
//   {"op": "type", "text": "600"}  {"op": "key", "key": "Enter"}           where the focus is
//   {"op": "sees", "where": "Phone 1002", "text": "On hold", "seconds": 5}  {"op": "gone", "where": "Phone 1002", "seconds": 5}
//   {"op": "go", "name": "Now"}  {"op": "part", "name": "Scripts"}           a page of the house, a part of it
//   {"op": "choose", "name": "Mute"}  {"op": "fill", "label": "Number of the room", "text": "8001"}   in the menu, in the dialogue that is open
//   {"op": "figure", "where": "Phone 1002 → 1003", "name": "Level Phone 1002"}   what a meter says
//   {"op": "picture", "where": "Phone 1002 → 1003"}                          what is told of pictures
//   {"op": "visit", "path": "/api/"}  {"op": "axe", "theme": "dark"}         what axe finds wrong, also in what is folded
//   {"op": "select", "name": "Microphone", "option": "Fake Audio Input 2"}  {"op": "selected", "name": "Microphone"}
//   {"op": "device", "does": "unplug", "with": ["Fake Audio Input 2"]}      of devices.js
//   {"op": "permit", "what": ["microphone", "notifications"]}                and nothing else
//   {"op": "listen"}  {"op": "heard", "seconds": 2, "path": "heard.wav"}
//
// Ends with its stdin.
import path from 'node:path';
import { FOLDER, launch, obey, RATE_HZ, save, until } from './agent.mjs';

const PRESS_WITHIN_MS = 5000;
const USUAL = ['microphone'];
const PAGES_TESTS = '../../../bundles/web-ui/src/test/pages/browser.mjs';

let browser;
let context;
let page;
let home;
let problems = [];

const region = (where) => {
  if (!where) return page;
  const named = { name: where, exact: true };
  return page.getByRole('region', named).or(page.getByRole('article', named));
};
const shown = async (what) => `${what}; the page shows: ${await page.locator('body').ariaSnapshot()}`;

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

async function permit(what) {
  await context.clearPermissions();
  await context.grantPermissions(what, { origin: new URL(home).origin });
}

const ops = {
  async open({ url, user, password, play }) {
    home = url;
    browser = await launch(play);
    context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    await permit(USUAL);
    for (const script of ['speaker.js', 'devices.js']) await context.addInitScript({ path: path.join(FOLDER, script) });
    await show();
    // A browser and a server that have only just been started.
    await page.getByLabel('User', { exact: true }).waitFor({ timeout: 15_000 });
    await page.getByLabel('User', { exact: true }).fill(user);
    if (problems.length) throw new Error(`the first page: ${problems}`);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await connected(user);
  },
  async tab({ user }) {
    await page.evaluate(() => localStorage.clear()).catch(() => undefined); // of a page that could not be loaded
    await page.close();
    await permit(USUAL);
    problems = [];
    await show();
    await connected(user);
  },
  async reload({ user }) {
    await page.reload();
    await connected(user);
  },
  go: ({ name }) => page.getByRole('link', { name, exact: true }).click(),
  part: ({ name }) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click(),
  choose: ({ name }) => page.getByRole('menuitem', { name, exact: true }).click(),
  fill: ({ label, text }) => page.getByLabel(label, { exact: true }).fill(text),
  figure: async ({ where, name }) => Number(await region(where).getByRole('meter', { name, exact: true }).getAttribute('aria-valuenow')),
  picture: async ({ where }) => Promise.all((await region(where).getByRole('img').all()).map((one) => one.getAttribute('aria-label'))),
  visit: ({ path: where }) => page.goto(new URL(where, home).href),
  async axe({ theme }) {
    const { axe } = await import(PAGES_TESTS);
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => (d.open = true)));
    return axe(page);
  },
  select: ({ name, option }) => page.getByRole('combobox', { name, exact: true }).selectOption({ label: option }),
  selected: ({ name }) => page.getByRole('combobox', { name, exact: true }).evaluate((s) => s.selectedOptions[0].textContent.trim()),
  device: ({ does, with: values }) => page.evaluate(([does, values]) => window.devices[does](...values), [does, values]),
  permit: ({ what }) => permit(what),
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
