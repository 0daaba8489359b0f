// What opens, what fails, what is empty and what is not there yet: nothing for axe to say either, and nothing wider than the screen.
import assert from 'node:assert/strict';
import test, { after, afterEach, before, beforeEach } from 'node:test';
import { calls, devices, people, rooms, scripts, trunks } from '../fake/house.mjs';
import { axe, PASSWORD, signIn, start, until } from './browser.mjs';

let world;
before(async () => { world = await start(); });
beforeEach(() => {
  world.house.calls = calls();
  world.house.lists = { users: people, devices, trunks, rooms, scripts };
  world.house.mayListen = true;
});
afterEach(async () => {
  world.house.failing = false;
  // Of a test that has failed: its page would come back to its phone.
  for (const context of world.browser.contexts()) if (!context.pages().includes(world.peer)) await context.close();
});
after(() => world.close());

const go = (page, name) => page.locator(`.rail li a[href="/${name.toLowerCase()}"]`).click();
const button = (page, name) => page.getByRole('button', { name, exact: true });
const LOOKS = ['light', 'dark'].flatMap((colorScheme) => [390, 1280].map((width) => ({ colorScheme, viewport: { width, height: 900 } })));

/** The same for each look: a test each, and whatever is wrong of a state is said with its name. */
function inEachLook(what, run) {
  for (const look of LOOKS) {
    test(`${what}: ${look.colorScheme}, ${look.viewport.width}`, async () => {
      const s = await signIn(world, 'anna', look);
      const wrong = [];
      const fine = async (state, shown) => {
        await shown?.first().waitFor();
        wrong.push(...(await axe(s.page)).map((v) => `${state}: ${v}`));
        if (await s.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong.push(`${state}: wider than the screen`);
      };
      await run({ ...s, fine });
      assert.deepEqual(wrong, []);

    });
  }
}

inEachLook('what opens', async ({ page, phone, fine }) => {
  const dialog = page.getByRole('dialog').filter({ visible: true });
  const asked = page.locator('pb-dialog');
  const close = async () => {
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };
  await page.locator('#number').fill('1003');
  await page.keyboard.press('Enter');
  await page.locator('pb-call section.up').waitFor();
  await button(page, 'Keys').click();
  await fine('the keys of a call', page.locator('pb-call pb-keypad'));
  await button(page, 'Mute').click();
  await fine('muted', button(page, 'Unmute'));
  phone().ring({ number: '1007', name: 'Grace Okafor' });
  await button(page, 'Answer').click();
  await page.getByText('On hold').waitFor();
  await page.locator('pb-call section.up').first().getByRole('button', { name: 'Transfer' }).click();
  await asked.getByLabel('Name or number').fill('v');
  await fine('transfer, with another call and suggestions', asked.getByRole('button', { name: 'Dmitri Volkov' }));
  await close();
  await page.locator('pb-call').first().getByRole('button', { name: 'Add' }).click();
  await asked.getByLabel('Name or number').fill('o');
  await fine('add, with suggestions', asked.getByRole('button', { name: 'Bernd Oster' }));
  await close();
  await page.reload();
  await go(page, 'Now');
  for (const who of ['Carla Mendes', 'Bernd Oster', 'Elif Yıldız']) { // the last one only rings: it is said what is not possible
    await button(page, `Actions for ${who}`).click();
    await fine(`the menu of ${who}`, page.getByRole('menu').filter({ visible: true }));
    await page.keyboard.press('Escape');
  }
  for (const deed of ['Move…', 'Pull into a room…', 'Add somebody…']) {
    await button(page, 'Actions for Carla Mendes').click();
    await page.getByRole('menuitem', { name: deed }).click();
    await asked.getByRole('textbox').fill('1');
    await fine(deed, dialog);
    await close();
  }
});

inEachLook('listening in', async ({ page, phone, fine }) => {
  await go(page, 'Now');
  const heard = world.house.calls[0];
  world.house.calls.push({ ...calls()[0], id: 'c-20', state: 'LISTENING', caller: { name: 'Anna Lindqvist', number: '1001' }, listensTo: heard.id, hears: {}, mix: undefined, legs: [{ ...heard.legs[1], id: 'l-20' }] });
  world.house.calls.push({ ...calls()[2], id: 'c-21', called: '701', legs: [] });
  world.house.event({ kind: 'CallStarted', call: 'c-21', called: '701' });
  await fine('a call that nobody is in yet', page.getByRole('article', { name: /701/ }));
  world.house.event({ kind: 'CallStarted', call: 'c-20', called: '' });
  await button(page, 'Listen in').first().click();
  await fine('asked for', page.getByText('nobody in it hears you'));
  await until('it is heard', async () => phone().kept().length === 1);
  await fine('a call that only listens', page.getByRole('article', { name: /listens to Carla Mendes/ }));
  await go(page, 'Phone');
  await fine('its card', page.getByRole('region', { name: 'Listening in' }).getByText('Stop listening'));
  phone().endListening('the call went on elsewhere');
  await fine('its end', page.getByText('The call went on elsewhere.'));
});

inEachLook('what fails', async ({ page, fine }) => {
  world.house.failing = 403;
  await go(page, 'Now');
  await button(page, 'Lock the room').click();
  await fine('403', page.getByRole('status').getByText('Your role does not allow this.'));
  world.house.failing = 500;
  await button(page, 'Lock the room').click();
  await fine('500', page.getByRole('status').getByText('Unavailable'));
  await go(page, 'House');
  await page.getByRole('tab', { name: /Users/ }).click();
  await fine('users that cannot be loaded', page.getByRole('tabpanel').getByText('This could not be loaded.'));
  await page.reload();
  await fine('a page that cannot be loaded', page.getByRole('heading', { name: 'This could not be loaded.' }));
  world.house.failing = false;
  await button(page, 'Try again').click();
  await page.getByRole('tab', { name: 'Devices 8' }).waitFor();
  world.house.fail();
  await fine('House without a server', page.getByText('No connection. Trying again…'));
  await go(page, 'Now');
  await fine('Now without a server', page.getByText('No connection. Trying again…'));
  await go(page, 'Phone');
  await fine('the phone without a server', page.locator('pb-phone').getByText('Reconnecting…'));
  world.house.failing = false;
  await page.reload();
  await page.locator('pb-phone .chip.go').waitFor();
  await button(page, /Anna Lindqvist/).click();
  await button(page, 'Sign out').click();
  await page.locator('#user').fill('anna');
  await page.locator('#password').fill('wrong');
  await page.keyboard.press('Enter');
  await fine('a wrong password', page.getByText('User or password is wrong.'));
  world.house.fail();
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await fine('a door without a server', page.getByText('The server does not answer.'));
});

inEachLook('a microphone that is refused', async ({ page, fine }) => {
  await page.evaluate(() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError')); });
  await page.locator('#number').fill('1003');
  await page.keyboard.press('Enter');
  await fine('at a call', page.locator('pb-call').getByText('The microphone is blocked'));
  await button(page, 'Test').click();
  await fine('at its test', page.locator('pb-sound').getByText('The microphone is blocked'));
});

inEachLook('what is empty', async ({ page, fine }) => {
  world.house.calls = [];
  world.house.lists = { users: [], devices: [], trunks: [], rooms: [], scripts: [] };
  world.house.kept = [];
  await page.reload();
  await page.getByRole('tab', { name: 'People' }).click();
  await fine('people', page.getByText('Nobody to show'));
  await page.getByRole('tab', { name: 'Recent' }).click();
  await fine('recent', page.getByText('No calls yet'));
  await go(page, 'Now');
  await fine('Now', page.getByText('All quiet'));
  await go(page, 'House');
  for (const tab of ['Devices', 'Trunks', 'Users', 'Rooms', 'Scripts', 'Events']) {
    const it = page.getByRole('tab', { name: tab });
    if (await it.count() === 0) continue; // events stand beside the others
    await it.click();
    await fine(tab, page.getByRole('tabpanel').getByText('Nothing here yet'));
  }
  await page.getByLabel('Filter').fill('zz');
  await fine('nothing matches', page.getByText('Nothing matches “zz”.'));
});

inEachLook('what is not there yet', async ({ page, fine }) => {
  const session = world.house.stall('session');
  await page.reload();
  await fine('a page', page.locator('main[aria-busy]'));
  const users = world.house.stall('users');
  const events = world.house.stall('events');
  session();
  await page.getByRole('tab', { name: 'People' }).click();
  await fine('people', page.locator('pb-dialer [aria-busy]'));
  await go(page, 'Now');
  await fine('Now', page.locator('pb-now [aria-busy]'));
  await go(page, 'House');
  await fine('Devices', page.locator('pb-house [aria-busy]'));
  await page.getByRole('tab', { name: 'Users' }).click();
  await fine('Users', page.locator('pb-house [aria-busy]'));
  users();
  events();
  await page.getByRole('tab', { name: 'Devices 8' }).waitFor();
});

test('a house that never answered is not waited for without a word', async () => {
  const { page } = await signIn(world, 'anna');
  const events = world.house.stall('events');
  await page.reload();
  await go(page, 'Now');
  await page.locator('pb-now [aria-busy]').waitFor();
  world.house.fail();
  await page.getByText('No connection. Trying again…').waitFor();
  await go(page, 'House');
  await page.getByText('No connection. Trying again…').waitFor();
  world.house.failing = false;
  events();
  await page.getByText('No connection. Trying again…').waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Devices 8' }).waitFor();
});

test('people who could not be loaded are not nobody, and are asked for again', async () => {
  const { page } = await signIn(world, 'anna');
  const users = world.house.stall('users');
  await page.reload();
  await page.getByRole('tab', { name: 'People' }).click();
  world.house.failing = 500;
  users();
  await page.getByRole('tabpanel').getByText('This could not be loaded.').waitFor();
  assert.deepEqual(await axe(page), []);
  world.house.failing = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('tabpanel').getByText('Elif Yıldız').waitFor();
});

test('events that are refused lead to the door, though the phone is still connected', async () => {
  const { page } = await signIn(world, 'anna');
  await go(page, 'Now');
  await page.getByRole('article').first().waitFor();
  world.house.signedIn = null;
  world.house.viewers.forEach((v) => v.close());
  await page.getByText('You were signed out.').waitFor();
});
