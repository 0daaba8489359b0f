// Presses the keys of a SIP phone in a page of headless Chromium, as it is told: one JSON object a line on standard input.
//
//   {"op": "open", "library": "jssip", "url": "wss://127.0.0.9:7443/", "user": "1001", "password": "…", "domain": "…", "play": "tone.wav"}
//   {"op": "press", "name": "call", "values": ["1002"]}       call answer hangUp hold resume press transfer
//   {"op": "wait", "events": ["confirmed"], "seconds": 15}     the next one of those, in order
//   {"op": "listen"}  {"op": "heard", "seconds": 2, "path": "heard.wav"}
//
// Every answer has "ok"; where it is false, "error" says why. Ends with its stdin.
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const FOLDER = path.dirname(fileURLToPath(import.meta.url));
const RATE_HZ = 48000;
const LOOK_EVERY_MS = 20;
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

async function until(seconds, what, look) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} did not come; events: ${JSON.stringify(await page.evaluate(() => peer.events()))}`);
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}

function wav(samples) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE_HZ, 24);
  head.writeUInt32LE(RATE_HZ * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

const ops = {
  async open({ play, ...options }) {
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--mute-audio',
        '--ignore-certificate-errors',
        '--autoplay-policy=no-user-gesture-required',
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-audio-capture=${play}`,
        '--allow-loopback-in-peer-connection',
        '--disable-features=WebRtcHideLocalIpsWithMdns',
      ],
    });
    const origin = await serve(new URL(options.url).hostname);
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    await context.grantPermissions(['microphone'], { origin });
    page = await context.newPage();
    await page.goto(origin);
    await page.evaluate((o) => peer.open(o), options);
  },
  press: ({ name, values = [] }) => page.evaluate(([n, v]) => peer.press(n, ...v), [name, values]),
  wait: ({ events, seconds }) =>
    until(seconds, events.join(' or '), async () => {
      const all = await page.evaluate(() => peer.events());
      for (let i = used; i < all.length; i++) {
        if (events.includes(all[i].name)) {
          used = i + 1;
          return all[i];
        }
      }
      return undefined;
    }),
  async listen() {
    mark = await page.evaluate(() => peer.samples());
  },
  async heard({ seconds, path: file }) {
    const count = Math.round(seconds * RATE_HZ);
    await until(seconds + 5, `${seconds} s of sound`, async () =>
      (await page.evaluate(() => peer.samples())) >= mark + count ? true : undefined,
    );
    const text = await page.evaluate(([from, n]) => peer.sound(from, n), [mark, count]);
    await writeFile(file, wav(Buffer.from(text, 'base64')));
  },
  events: () => page.evaluate(() => peer.events()),
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  try {
    const { op, ...rest } = JSON.parse(line);
    console.log(JSON.stringify({ ok: true, result: (await ops[op](rest)) ?? null }));
  } catch (e) {
    console.log(JSON.stringify({ ok: false, error: String(e) }));
  }
}
await page?.evaluate(() => peer.press('stop')).catch(() => {});
await browser?.close();
server?.close();
server?.closeAllConnections();
