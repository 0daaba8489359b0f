import assert from 'node:assert/strict';
import test, { after, before, beforeEach } from 'node:test';
import { calls } from '../fake/house.mjs';
import { EVENTS } from '../fake/server.mjs';
import { signIn, start, until } from './browser.mjs';
import { focus, focusIs, press, tabTo } from './keys.mjs';

let world;
before(async () => { world = await start(); });
beforeEach(() => {
  world.house.calls = calls();
  world.house.commands.length = 0;
});
after(() => world.close());

/** Anna, who has no mouse, on that page. */
async function at(name, options) {
  const s = await signIn(world, 'anna', options);
  await tabTo(s.page, name);
  await press(s.page, 'Enter');
  await s.page.getByRole('main', { name }).waitFor();
  return s;
}

const command = (n) => until(`command ${n}`, async () => world.house.commands[n - 1]);
const menu = (page) => page.getByRole('menu').filter({ visible: true });
const dialog = (page) => page.getByRole('dialog').filter({ visible: true });

test('Now: a menu opens, goes round, closes and gives the focus back, by keys', async () => {
  const { page, problems, context } = await at('Now');
  await tabTo(page, 'Actions for Bernd Oster');
  await press(page, 'Enter');
  await focusIs(page, 'Mute');
  await press(page, 'ArrowDown');
  await focusIs(page, 'Move…');
  await press(page, 'End');
  await focusIs(page, 'Hang up');
  await press(page, 'ArrowDown');
  await focusIs(page, 'Mute');
  await press(page, 'ArrowUp');
  await focusIs(page, 'Hang up');
  await press(page, 'Escape');
  await menu(page).waitFor({ state: 'detached' });
  await focusIs(page, 'Actions for Bernd Oster');
  await press(page, 'Space');
  await focusIs(page, 'Mute');
  await tabTo(page, 'Actions for Dmitri Volkov', 'Tab', 1);
  assert.equal(await menu(page).count(), 0, 'who goes on leaves no menu open');
  await tabTo(page, 'Actions for Bernd Oster', 'Shift+Tab', 1);
  await press(page, 'Enter');
  await focusIs(page, 'Mute');
  await press(page, 'Enter');
  assert.deepEqual(await command(1), { call: 'c-18', command: 'mute', leg: 'l-3', on: true });
  await focusIs(page, 'Actions for Bernd Oster');
  assert.deepEqual(problems, []);
  await context.close();
});

async function openMove(page) {
  await press(page, 'Enter');
  await focusIs(page, 'Hold');
  await press(page, 'ArrowDown');
  await focusIs(page, 'Move…');
  await press(page, 'Enter');
  await focusIs(page, 'Name or number');
}

test('Now: the question behind a deed has the focus, keeps it, and gives it back', async () => {
  const { page, problems, context } = await at('Now');
  await tabTo(page, 'Actions for Carla Mendes');
  await openMove(page);
  await page.keyboard.type('dmi');
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let i = 0; i < 8; i++) {
      await press(page, key);
      const { inside, tag, seen } = await focus(page);
      assert.ok(inside.includes('dialog') || tag === 'body', `${key} leads out of the dialog: ${inside}`);
      assert.ok(seen || ['body', 'dialog'].includes(tag));
    }
  }
  await press(page, 'Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await focusIs(page, 'Actions for Carla Mendes');
  await openMove(page);
  await page.keyboard.type('v');
  await tabTo(page, /^Dmitri Volkov/);
  await press(page, 'Enter');
  await focusIs(page, 'Name or number');
  await press(page, 'Enter');
  assert.deepEqual(await command(1), { call: 'c-17', command: 'move', leg: 'l-1', to: '1004' });
  await focusIs(page, 'Actions for Carla Mendes');
  assert.deepEqual(problems, []);
  await context.close();
});

test('Now: room locked, call ended, calls filtered, and what was not added read, by keys', async () => {
  const { page, problems, context } = await at('Now');
  await tabTo(page, 'Lock the room');
  await press(page, 'Space');
  assert.deepEqual(await command(1), { call: 'c-18', command: 'lock', on: true });
  world.house.event({ kind: 'JoinFailed', call: 'c-18', by: 'l-3', cause: { reason: 'BUSY' } });
  await page.getByText('Nobody was added').waitFor();
  await tabTo(page, 'Close');
  await press(page, 'Enter');
  await page.getByText('Nobody was added').waitFor({ state: 'detached' });
  assert.ok((await focus(page)).inside.includes('pb-live-call'), 'the focus stays at the call');
  await tabTo(page, 'Filter calls', 'Shift+Tab');
  await page.keyboard.type('elif');
  await until('one call', async () => (await page.getByRole('article').count()) === 1);
  await press(page, 'Escape');
  await until('all calls', async () => (await page.getByRole('article').count()) === 3);
  await tabTo(page, 'End the call');
  await press(page, 'Enter');
  assert.deepEqual(await command(2), { call: 'c-17', command: 'hangup' });
  world.house.event({ kind: 'CallEnded', call: 'c-17', cause: { reason: 'NORMAL' } });
  await page.getByRole('article', { name: /Carla/ }).waitFor({ state: 'detached' });
  await until('the next call has the focus', async () => (await focus(page)).tag === 'article');
  await tabTo(page, 'Lock the room', 'Tab', 1);
  assert.deepEqual(problems, []);
  await context.close();
});

test('Now: whoever leaves a call takes no one else’s menu along, nor the focus', async () => {
  const { page, problems, context } = await at('Now');
  await tabTo(page, 'Actions for Grace Okafor');
  await press(page, 'Enter');
  await focusIs(page, 'Mute');
  world.house.event({ kind: 'LegEnded', call: 'c-18', leg: 'l-3', cause: { reason: 'NORMAL' } });
  await page.getByRole('button', { name: 'Actions for Bernd Oster' }).waitFor({ state: 'detached' });
  await focusIs(page, 'Mute');
  await press(page, 'Enter');
  assert.deepEqual(await command(1), { call: 'c-18', command: 'mute', leg: 'l-6', on: true });
  await focusIs(page, 'Actions for Grace Okafor');
  await press(page, 'Enter');
  world.house.event({ kind: 'LegEnded', call: 'c-18', leg: 'l-6', cause: { reason: 'NORMAL' } });
  await page.getByRole('button', { name: 'Actions for Grace Okafor' }).waitFor({ state: 'detached' });
  await until('its call has the focus', async () => (await focus(page)).tag === 'article');
  assert.deepEqual(problems, []);
  await context.close();
});

test('Now: what is not possible at the moment is in the menu, says why, and does nothing', async () => {
  const { page, problems, context } = await at('Now');
  await tabTo(page, 'Actions for Elif Yıldız');
  await press(page, 'Enter');
  await focusIs(page, 'Hang up');
  await press(page, 'ArrowDown');
  await focusIs(page, 'Hold As soon as it has answered.');
  assert.equal(await page.getByRole('menuitem', { disabled: true }).filter({ visible: true }).count(), 4);
  await press(page, 'Enter');
  await focusIs(page, 'Hold As soon as it has answered.');
  await press(page, 'Home');
  await focusIs(page, 'Hang up');
  await press(page, 'Enter');
  assert.deepEqual(await command(1), { call: 'c-19', command: 'hangup-leg', leg: 'l-8' });
  assert.equal(world.house.commands.length, 1);
  assert.deepEqual(problems, []);
  await context.close();
});

test('Now: listening in is begun and ended by keys', async () => {
  world.house.mayListen = true;
  const { page, problems, phone, context } = await at('Now');
  await tabTo(page, 'Listen in');
  await press(page, 'Enter');
  assert.deepEqual(await command(1), { call: 'c-17', command: 'listen' });
  await until('it is heard', async () => phone().kept().length === 1);
  await tabTo(page, 'Phone', 'Shift+Tab');
  await press(page, 'Enter');
  await page.locator('pb-call section.up').waitFor();
  await tabTo(page, 'Stop listening');
  await press(page, 'Enter');
  await page.getByText('Listening ended').first().waitFor();
  await until('no listening is left', async () => phone().kept().length === 0);
  world.house.mayListen = false;
  assert.deepEqual(problems, []);
  await context.close();
});

const TABS = ['Devices', 'Trunks', 'Users', 'Rooms', 'Scripts'];
for (const [width, tabs] of [[1440, TABS], [768, [...TABS, 'Events']]]) {
  test(`House: its parts are one stop, arrows go round, at ${width}`, async () => {
    const { page, problems, context } = await at('House', { viewport: { width, height: 900 } });
    await page.getByRole('tab', { name: 'Devices 8' }).waitFor();
    await tabTo(page, /^Devices/);
    for (const name of [...tabs.slice(1), tabs[0]]) {
      await press(page, 'ArrowRight');
      await page.getByRole('tab', { name, selected: true }).waitFor();
      assert.ok((await focus(page)).name.startsWith(name), `${name} has the focus: ${(await focus(page)).name}`);
    }
    await press(page, 'ArrowLeft');
    assert.ok((await focus(page)).name.startsWith(tabs.at(-1)));
    await page.getByRole('tab', { name: tabs.at(-1), selected: true }).waitFor();
    await press(page, 'Home');
    assert.ok((await focus(page)).name.startsWith('Devices'));
    await press(page, 'End');
    assert.ok((await focus(page)).name.startsWith(tabs.at(-1)));
    assert.equal(await page.locator('pb-house [role=tab][tabindex="0"]').count(), 1);
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test('House: events that were chosen on a narrow screen leave no gap on a wide one', async () => {
  const { page, context } = await at('House', { viewport: { width: 768, height: 900 } });
  await tabTo(page, /^Devices/);
  await press(page, 'End');
  await page.getByRole('tab', { name: 'Events', selected: true }).waitFor();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('tab', { name: /Devices/, selected: true }).waitFor();
  await tabTo(page, /^Devices/);
  await page.setViewportSize({ width: 768, height: 900 });
  await page.getByRole('tab', { name: 'Events', selected: true }).waitFor();
  await context.close();
});

test('House: events are scrolled, stopped, gone on with and filtered by keys', async () => {
  const { page, problems, context } = await at('House');
  for (let i = 0; i < 12; i++) EVENTS.forEach((e) => world.house.event(e));
  const list = page.getByRole('log').filter({ visible: true });
  await until('events', async () => (await list.getByRole('listitem').count()) >= 60);
  await tabTo(page, 'Pause');
  await press(page, 'Enter');
  await focusIs(page, 'Go on');
  world.house.event({ kind: 'ScriptLoaded', script: 'ivr/main.mjs', version: 9 });
  await page.getByText('1 more').filter({ visible: true }).waitFor();
  assert.equal(await list.getByText('Script Loaded').count(), 0);
  await tabTo(page, 'Events', 'Tab', 1);
  await press(page, 'PageDown');
  await until('scrolled', async () => (await list.evaluate((l) => l.scrollTop)) > 0);
  await tabTo(page, 'Go on', 'Shift+Tab', 1);
  await press(page, 'Space');
  await focusIs(page, 'Pause');
  await list.getByText('Script Loaded').waitFor();
  await tabTo(page, 'Filter', 'Shift+Tab');
  await page.keyboard.type('loaded');
  await until('filtered', async () => (await list.getByRole('listitem').count()) === 1);
  assert.deepEqual(problems, []);
  await context.close();
});

test('House: what could not be loaded is asked for again by a key, and the focus is not lost with its button', async () => {
  const { page, context } = await at('House');
  world.house.failing = 500;
  await page.reload();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await focusIs(page, 'Try again');
  world.house.failing = false;
  await press(page, 'Enter');
  await tabTo(page, /^Devices/);
  world.house.failing = 500;
  world.house.event({ kind: 'DirectoryLoaded', users: 8 });
  await press(page, 'ArrowRight', 'ArrowRight');
  await page.getByRole('tabpanel').getByText('This could not be loaded.').waitFor();
  await tabTo(page, 'Try again');
  world.house.failing = false;
  await press(page, 'Enter');
  await page.getByRole('tabpanel').getByText('Elif Yıldız').waitFor();
  assert.ok((await focus(page)).name.startsWith('Users'), `the focus is at the part: ${(await focus(page)).name}`);
  await context.close();
});

test('the way past the rail, appearance and the way out, by keys', async () => {
  const { page, problems, context, phone } = await at('House');
  await tabTo(page, 'Skip to the page', 'Shift+Tab');
  await press(page, 'Enter');
  await tabTo(page, 'Filter', 'Tab', 1);
  await tabTo(page, 'Phone', 'Shift+Tab');
  await press(page, 'Enter');
  await tabTo(page, /Anna Lindqvist/);
  await press(page, 'Enter');
  await tabTo(page, 'Dark', 'Tab', 3);
  await press(page, 'Enter');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  world.house.log.length = 0;
  phone().ring({ number: '1007', name: 'Grace Okafor' });
  await page.getByRole('button', { name: 'Decline' }).waitFor();
  await press(page, 'Escape');
  assert.match((await focus(page)).name, /Anna Lindqvist/);
  assert.ok(!world.house.log.some((m) => m.type === 'decline'), 'what Escape closes is the sheet');
  await press(page, 'Escape');
  await until('declined', async () => world.house.log.some((m) => m.type === 'decline'));
  await press(page, 'Enter');
  await tabTo(page, 'Sign out', 'Tab', 5);
  await press(page, 'Enter');
  await focusIs(page, 'User');
  assert.deepEqual(problems, []);
  await context.close();
});

test('Phone: every stop is seen, in a call and out of it', async () => {
  const { page, problems, context } = await signIn(world, 'anna');
  const idle = await tabTo(page, 'Ringer');
  for (const name of ['Name or number', 'Keypad', 'Microphone', 'Test', 'Speaker']) assert.ok(idle.includes(name), `${name} in ${idle}`);
  await tabTo(page, 'Name or number', 'Shift+Tab');
  await page.keyboard.type('1003');
  await press(page, 'Enter');
  await page.locator('pb-call section.up').waitFor();
  const call = await tabTo(page, 'Hang up');
  for (const name of ['Mute', 'Hold', 'Keys', 'Transfer', 'Add']) assert.ok(call.includes(name), `${name} in ${call}`);
  await tabTo(page, 'Keys', 'Shift+Tab');
  await press(page, 'Enter');
  world.house.log.length = 0;
  await tabTo(page, '5', 'Tab', 5);
  await press(page, 'Space');
  await until('a key', async () => world.house.log.some((m) => m.type === 'key' && m.key === '5'));
  await tabTo(page, 'Keys', 'Shift+Tab');
  await press(page, 'Enter');
  await page.locator('pb-call pb-keypad').waitFor({ state: 'detached' });
  await tabTo(page, 'Hang up');
  await press(page, 'Enter');
  await page.getByText('Call ended').waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});
