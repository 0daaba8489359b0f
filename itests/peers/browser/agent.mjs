// What the agents of this folder share: a headless Chromium whose microphone says a tone, sound as a WAV, and one JSON object a line.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const FOLDER = path.dirname(fileURLToPath(import.meta.url));
export const RATE_HZ = 48000;
const LOOK_EVERY_MS = 20;

/** @param {string} play a WAV, for the microphone */
export const launch = (play) =>
  chromium.launch({
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

/** Looks until there is something; else says what is missing. */
export async function until(seconds, look, missing) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(await missing());
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}

/** Samples of 16 bit, mono, as a WAV. */
export function save(file, samples) {
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
  return writeFile(file, Buffer.concat([head, samples]));
}

/** Does what each line of standard input says, until there are no more. Every answer has "ok"; where it is false, "error" says why. */
export async function obey(ops) {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    try {
      const { op, ...rest } = JSON.parse(line);
      console.log(JSON.stringify({ ok: true, result: (await ops[op](rest)) ?? null }));
    } catch (e) {
      console.log(JSON.stringify({ ok: false, error: String(e) }));
    }
  }
}
