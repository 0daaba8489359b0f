// What the microphone says is seen beside "You": the browser speaks a second of tone and one of silence, over and over.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { signIn, start, until } from './browser.mjs';

const RATE_HZ = 48_000;
let folder;
let world;
before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'patchbay-meter-'));
  const microphone = path.join(folder, 'tone-and-silence.wav');
  fs.writeFileSync(microphone, wav());
  world = await start({ microphone });
});
after(async () => {
  await world.close();
  fs.rmSync(folder, { recursive: true });
});

/** Five times a second, as syllables: what only hums is taken for noise by browsers. */
function wav() {
  const samples = new Int16Array(2 * RATE_HZ);
  for (let i = 0; i < RATE_HZ; i++) {
    const t = i / RATE_HZ;
    samples[i] = 14_000 * Math.sin(2 * Math.PI * 440 * t) * Math.sin(Math.PI * 5 * t) ** 2;
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE_HZ, 24);
  head.writeUInt32LE(2 * RATE_HZ, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}

const LOUD_DB = -35;
const QUIET_DB = -60;

/** A meter: what it says, and which part of it is lit. */
const read = (meter) =>
  meter.evaluate((m) => ({ db: Number(m.getAttribute('aria-valuenow')), said: m.getAttribute('aria-valuetext'), lit: Number(m.style.getPropertyValue('--share')) }));
const loud = (meter) => until('a tone', async () => { const { db, lit } = await read(meter); return db > LOUD_DB && lit > 0.4; });
const quiet = (meter) => until('silence', async () => { const { db, lit } = await read(meter); return db < QUIET_DB && lit === 0; });

test('one’s own level rises with the microphone and falls with it, says when it is muted, and rises again', async () => {
  const { page, problems, context } = await signIn(world, 'anna');
  await page.locator('#number').fill('1003');
  await page.keyboard.press('Enter');
  const you = page.locator('pb-call section.up').getByRole('meter', { name: 'You' });
  await you.waitFor();
  for (let round = 0; round < 2; round++) {
    await loud(you);
    await quiet(you);
  }
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  const beside = page.locator('pb-sound').getByRole('meter', { name: 'Microphone' });
  await page.getByRole('button', { name: 'Mute', exact: true }).click();
  await until('muted', async () => (await read(you)).said === 'Muted');
  for (let round = 0; round < 2; round++) {
    await quiet(beside);
    await loud(beside);
    assert.deepEqual(await read(you), { db: -96, said: 'Muted', lit: 0 }, 'the microphone speaks, and it is not said');
  }
  await page.getByRole('button', { name: 'Unmute', exact: true }).click();
  await loud(you);
  await quiet(you);
  await page.getByRole('button', { name: 'Hold', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await loud(you);
  assert.deepEqual(problems, []);
  await context.close();
});
