// Presses the keys of a SIP phone in a page of headless Chromium, as it is told: one JSON object a line on standard input.
//
//   {"op": "open", "library": "jssip", "url": "wss://127.0.0.9:7443/", "user": "1001", "password": "…", "domain": "…", "play": "tone.wav"}
//   {"op": "press", "name": "call", "values": ["1002"]}       call answer hangUp hold resume press inform transfer
//   {"op": "wait", "events": ["confirmed"], "seconds": 15}     the next one of those, in order
//   {"op": "listen"}  {"op": "heard", "seconds": 2, "path": "heard.wav"}
//
// Every answer has "ok"; where it is false, "error" says why. Ends with its stdin.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { FOLDER, launch, obey, RATE_HZ, save, until } from './agent.mjs';

const PAGE = '<!doctype html><title>phone</title><audio autoplay></audio><script src="bundle.js"></script>';

let browser;
let server;
let page;
let used = 0;
let mark = 0;

/** From the host of the server, so that its page is one of ours there. */
async function serve(host) {
  server = http.createServer(async (request, response) => {
    const name = path.basename(request.url);
    if (['bundle.js', 'tap.js'].includes(name)) {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      response.end(await readFile(path.join(FOLDER, name)));
    } else {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(PAGE);
    }
  });
  server.listen(0, host);
  await once(server, 'listening');
  return `http://${host}:${server.address().port}`;
}

const missing = (what) => async () => `${what} did not come; events: ${JSON.stringify(await page.evaluate(() => peer.events()))}`;

const ops = {
  async open({ play, ...options }) {
    browser = await launch(play);
    const origin = await serve(new URL(options.url).hostname);
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    await context.grantPermissions(['microphone'], { origin });
    page = await context.newPage();
    await page.goto(origin);
    await page.evaluate((o) => peer.open(o), options);
  },
  press: ({ name, values = [] }) => page.evaluate(([n, v]) => peer.press(n, ...v), [name, values]),
  wait: ({ events, seconds }) =>
    until(
      seconds,
      async () => {
        const all = await page.evaluate(() => peer.events());
        for (let i = used; i < all.length; i++) {
          if (events.includes(all[i].name)) {
            used = i + 1;
            return all[i];
          }
        }
        return undefined;
      },
      missing(events.join(' or ')),
    ),
  async listen() {
    mark = await page.evaluate(() => peer.samples());
  },
  async heard({ seconds, path: file }) {
    const count = Math.round(seconds * RATE_HZ);
    await until(
      seconds + 5,
      async () => ((await page.evaluate(() => peer.samples())) >= mark + count ? true : undefined),
      missing(`${seconds} s of sound`),
    );
    const text = await page.evaluate(([from, n]) => peer.sound(from, n), [mark, count]);
    await save(file, Buffer.from(text, 'base64'));
  },
  events: () => page.evaluate(() => peer.events()),
};

await obey(ops);
await page?.evaluate(() => peer.press('stop')).catch(() => {});
await browser?.close();
server?.close();
server?.closeAllConnections();
