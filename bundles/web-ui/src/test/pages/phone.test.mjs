import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { axe, signIn, start, until } from './browser.mjs';

let world;
before(async () => { world = await start(); });
after(() => world.close());

const button = (page, name) => page.getByRole('button', { name, exact: true });
const types = () => world.house.log.map((m) => m.type).filter((t) => t !== 'candidate' && t !== 'begin');

/** What the page plays with and speaks into, oldest first. */
const KEEP_SOUND = () => {
  window.made = [];
  window.asked = [];
  const { Audio } = window;
  window.Audio = function (...a) {
    const made = new Audio(...a);
    window.made.push(made);
    return made;
  };
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await ask(wish);
    window.asked.push(stream);
    return stream;
  };
};
const keepSound = (page) => page.evaluate(KEEP_SOUND);

async function talkTo(number) {
  const s = await signIn(world, 'anna');
  await keepSound(s.page);
  world.house.log.length = 0;
  await s.page.locator('#number').fill(number);
  await s.page.keyboard.press('Enter');
  await s.page.locator('pb-call section.up').waitFor();
  return s;
}

test('a call goes out in the strict order, and sound comes in', async () => {
  const { page, problems, context } = await talkTo('1003');
  assert.deepEqual(types(), ['call', 'webrtc-offer', 'webrtc-link']);
  assert.ok(world.house.log.some((m) => m.type === 'candidate' && m.candidate), 'candidates trickle');
  await until('the tone of the peer is seen', async () => Number(await page.locator('pb-call pb-meter').nth(1).getByRole('meter').getAttribute('aria-valuenow')) > -40);
  await until('figures', async () => (await page.locator('pb-call dl').innerText()).match(/Opus[^]*0\.0 %/));
  await page.keyboard.press('Escape');
  await page.locator('h1').first().click();
  await page.keyboard.press('5');
  await page.keyboard.press('m');
  await button(page, 'Unmute').waitFor();
  await until('a key is said', async () => world.house.log.some((m) => m.type === 'key' && m.key === '5'));
  await page.keyboard.press('h');
  await button(page, 'Resume').waitFor();
  await page.keyboard.press('e');
  await page.getByText('Call ended').waitFor();
  await page.getByRole('tab', { name: 'Recent' }).click();
  await page.getByRole('button', { name: /Call Carla Mendes 0:0/ }).waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test('a call comes in, is announced, answered beside another, and the two are connected', async () => {
  const { page, problems, phone, context } = await talkTo('1003');
  const call = phone().ring({ number: '1007', name: 'Grace Okafor' });
  await page.getByRole('alert').filter({ hasText: 'Call from Grace Okafor' }).waitFor({ state: 'attached' });
  await button(page, 'Answer').click();
  await page.locator('pb-call').filter({ hasText: 'Carla Mendes' }).getByText('On hold').waitFor();
  await page.locator('pb-call').filter({ hasText: 'Grace Okafor' }).locator('section.up').waitFor();
  const first = world.house.log.filter((m) => ['hold', 'webrtc-offer', 'webrtc-link'].includes(m.type)).slice(2).map((m) => m.type);
  assert.deepEqual(first, ['hold', 'webrtc-offer', 'webrtc-link']);
  await page.locator('pb-call').filter({ hasText: 'Grace Okafor' }).getByRole('button', { name: 'Transfer' }).click();
  await page.locator('pb-dialog').getByRole('button', { name: 'Carla Mendes' }).click();
  const transfer = await until('a transfer', async () => world.house.log.find((m) => m.type === 'transfer'));
  assert.equal(transfer.call, call);
  assert.ok(transfer.other);
  await until('both calls are gone', async () => (await page.locator('pb-call section.up').count()) === 0);
  assert.deepEqual(problems, []);
  await context.close();
});

test('a call that cannot be held is silent here, says so, and is heard again when it is taken up', async () => {
  const { page, problems, phone, context } = await talkTo('8001');
  const level = (n) => page.locator('pb-call pb-meter').nth(n).getByRole('meter').getAttribute('aria-valuenow').then(Number);
  // Of the two calls: what rings has some of its own in between.
  const speakers = () => page.evaluate(() => [window.made.at(0).muted, window.made.at(-1).muted]);
  const microphones = () => page.evaluate(() => window.asked.map((s) => s.getAudioTracks()[0].enabled));
  await until('the tone of the peer is seen', async () => (await level(1)) > -40);
  phone().ring({ number: '1007', name: 'Grace Okafor' });
  await button(page, 'Answer').click();
  await page.getByText('Hold was refused. Microphone and sound of that call are off').waitFor();
  await page.locator('pb-call').filter({ hasText: '8001' }).getByText('Sound off here').waitFor();
  await page.locator('pb-call').filter({ hasText: 'Grace Okafor' }).locator('section.up').waitFor();
  assert.deepEqual([await speakers(), await microphones()], [[true, false], [false, true]]);
  await page.addInitScript({ content: `(${KEEP_SOUND})()` });
  await page.reload();
  await page.locator('pb-call').filter({ hasText: '8001' }).getByText('Sound off here').waitFor();
  await page.locator('pb-call').filter({ hasText: 'Grace Okafor' }).getByText('Hold').waitFor();
  await until('both microphones', async () => (await microphones()).length === 2);
  await until('silent as before', async () => JSON.stringify([await speakers(), await microphones()]) === '[[true,false],[false,true]]');
  await page.locator('pb-call').filter({ hasText: '8001' }).getByRole('button', { name: 'Resume' }).click();
  await page.locator('pb-call').filter({ hasText: 'Grace Okafor' }).getByText('On hold').waitFor();
  assert.deepEqual([(await speakers())[0], (await microphones())[0]], [false, true]);
  assert.deepEqual(problems, []);
  await context.close();
});

test('declined and silenced', async () => {
  const { page, phone, problems, context } = await signIn(world, 'anna');
  world.house.log.length = 0;
  phone().ring({ number: '1002', name: 'Bernd Oster' });
  await button(page, 'Silence').click();
  await button(page, 'Decline').click();
  await page.locator('pb-incoming section').waitFor({ state: 'detached' });
  assert.deepEqual(types(), ['ignore', 'decline']);
  assert.deepEqual(problems, []);
  await context.close();
});

test('a blind transfer finds people by their names', async () => {
  const { page, context } = await talkTo('1003');
  await button(page, 'Transfer').click();
  await page.locator('pb-dialog').getByLabel('Name or number').fill('dmi');
  await page.locator('pb-dialog').getByRole('button', { name: 'Transfer now' }).click();
  assert.equal((await until('a transfer', async () => world.house.log.find((m) => m.type === 'transfer'))).to, '1004');
  await context.close();
});

test('a page that is loaded anew has its call back, with sound', async () => {
  const { page, context } = await talkTo('1003');
  const session = world.house.log.find((m) => m.type === 'webrtc-link').session;
  world.house.log.length = 0;
  await page.reload();
  await page.locator('pb-call section.up').filter({ hasText: 'Carla Mendes' }).waitFor();
  await until('the session is restarted', async () => world.house.log.some((m) => m.type === 'webrtc-restart' && m.session === session));
  assert.equal(types()[0], 'resume');
  assert.ok(!types().includes('webrtc-offer'));
  await until('sound again', async () => Number(await page.locator('pb-call pb-meter').nth(1).getByRole('meter').getAttribute('aria-valuenow')) > -40);
  await context.close();
});

test('another network: the call stays and ICE is restarted on the same connection', async () => {
  const { page, context } = await talkTo('1003');
  world.house.log.length = 0;
  world.house.slowMs = 300;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.getByText('Reconnecting').waitFor();
  const restart = await until('a restart', async () => world.house.log.find((m) => m.type === 'webrtc-restart'), 3000);
  world.house.slowMs = 0;
  assert.deepEqual(types(), ['resume', 'webrtc-restart']);
  await until('the path is good', async () => world.peer.evaluate((id) => window.pcs.get(id)?.connectionState === 'connected', restart.session));
  assert.equal(await page.locator('pb-call section.up').count(), 1);
  await context.close();
});

test('who is signed out by the house talks on, and has the call back by signing in', async () => {
  const { page, context } = await talkTo('1003');
  const session = world.house.log.find((m) => m.type === 'webrtc-link').session;
  world.house.log.length = 0;
  world.house.signedIn = null;
  for (const phone of world.house.phones) phone.page.close();
  await page.getByText('You were signed out.').waitFor();
  assert.deepEqual(types(), []);
  assert.equal(await world.peer.evaluate((id) => window.pcs.get(id)?.connectionState, session), 'connected');
  await page.getByLabel('User', { exact: true }).fill('anna');
  await page.getByLabel('Password', { exact: true }).fill('correct horse');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('pb-call section.up').filter({ hasText: 'Carla Mendes' }).waitFor();
  assert.equal(types()[0], 'resume');
  assert.ok(!types().includes('hangup'));
  await button(page, 'Hang up').click();
  await page.getByText('Call ended').waitFor();
  await context.close();
});

test('a microphone that is not allowed is explained, and the call is not left behind', async () => {
  const { page, context } = await signIn(world, 'anna');
  world.house.log.length = 0;
  await page.evaluate(() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError')); });
  await page.locator('#number').fill('1003');
  await page.keyboard.press('Enter');
  await page.getByText('The microphone is blocked').waitFor();
  await until('hung up', async () => world.house.log.some((m) => m.type === 'hangup'));
  assert.ok(!types().includes('webrtc-link'), 'nobody was called');
  await context.close();
});

test('digits typed where nothing has the focus are dialled, each once', async () => {
  const { page, problems, context } = await signIn(world, 'anna');
  world.house.log.length = 0;
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  await page.keyboard.type('600');
  assert.equal(await page.locator('#number').inputValue(), '600');
  await page.keyboard.press('Enter');
  await page.locator('pb-call section.up').waitFor();
  assert.equal(world.house.log.find((m) => m.type === 'call').to, '600');
  await page.keyboard.press('7');
  await until('what is typed after it is a key of the call', async () => world.house.log.some((m) => m.type === 'key' && m.key === '7'));
  assert.equal(await page.locator('#number').inputValue(), '');
  await page.keyboard.press('e');
  await page.getByText('Call ended').waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test('a key that is held down is one key of the call', async () => {
  const { page, context } = await talkTo('1003');
  await page.locator('h1').first().click();
  for (let i = 0; i < 3; i++) await page.keyboard.down('5'); // all but the first are repeats
  await page.keyboard.up('5');
  await page.keyboard.press('6');
  await until('the second key', async () => world.house.log.some((m) => m.type === 'key' && m.key === '6'));
  assert.deepEqual(world.house.log.filter((m) => m.type === 'key').map((m) => m.key), ['5', '6']);
  await context.close();
});

test('keys of the pad: one stop, arrows between them', async () => {
  const { page, context } = await signIn(world, 'anna');
  await page.getByRole('group', { name: 'Keypad' }).getByRole('button', { name: '5 JKL' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  assert.equal(await page.locator('#number').inputValue(), '69');
  assert.equal(await page.locator('pb-keypad button[tabindex="0"]').count(), 1);
  await context.close();
});

async function add(page, number) {
  await button(page, 'Add').click();
  await page.locator('pb-dialog').getByLabel('Name or number').fill(number);
  await page.locator('pb-dialog').getByRole('button', { name: 'Add to the call' }).click();
}

test('a third who does not come is named with the reason, and the call goes on', async () => {
  const { page, problems, context } = await talkTo('1003');
  await add(page, '1005');
  await page.locator('pb-call').getByText('Adding Elif Yıldız…').waitFor();
  await page.getByText('Elif Yıldız is busy. Your call goes on.').waitFor();
  await page.locator('pb-call').getByText('Adding').waitFor({ state: 'detached' });
  await add(page, '1006');
  await page.getByText('Frank O’Neill does not answer. Your call goes on.').waitFor();
  await add(page, '1004');
  await page.locator('pb-call').getByText('Adding Dmitri Volkov…').waitFor();
  await page.locator('pb-call').getByText('Adding').waitFor({ state: 'detached' });
  await add(page, '1007');
  await page.getByText('Nobody could be added. Three talk already.').waitFor();
  assert.equal(await page.locator('pb-call section.up').count(), 1);
  assert.deepEqual(problems, []);
  await context.close();
});

/** The name of what has the focus, however deep. */
const focus = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at.localName === 'button' ? at.innerText.trim() || at.getAttribute('aria-label') : at.localName;
  });
const focusIs = (page, name) => until(`the focus is on ${name}`, async () => (await focus(page)) === name, 3000).catch(async () => assert.equal(await focus(page), name));

test('a button that another takes the place of hands its focus on', async () => {
  const { page, phone, context } = await talkTo('1003');
  await button(page, 'Hold').focus();
  await page.keyboard.press('Enter');
  await focusIs(page, 'Resume');
  await page.keyboard.press('Enter');
  await focusIs(page, 'Hold');
  await button(page, 'Mute').focus();
  await page.keyboard.press('Enter');
  await focusIs(page, 'Unmute');
  await button(page, 'Transfer').focus();
  await page.keyboard.press('Enter');
  await page.locator('pb-dialog').getByLabel('Name or number').fill('1004');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await focusIs(page, 'Transfer');
  await add(page, '1005');
  await focusIs(page, 'Add');
  phone().ring({ number: '1007', name: 'Grace Okafor' });
  await button(page, 'Silence').focus();
  await page.keyboard.press('Enter');
  await focusIs(page, 'section');
  await button(page, 'Answer').focus();
  await page.keyboard.press('Enter');
  await focusIs(page, 'section');
  const carla = page.locator('pb-call').filter({ hasText: 'Carla Mendes' });
  await carla.getByRole('button', { name: 'Resume' }).focus();
  await page.keyboard.press('Enter'); // and its card moves to the top
  await carla.getByRole('button', { name: 'Hold' }).waitFor();
  await focusIs(page, 'Hold');
  await carla.getByRole('button', { name: 'Hang up' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Call ended').waitFor();
  await focusIs(page, 'section');
  await carla.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Enter');
  await focusIs(page, 'section');
  await context.close();
});

test('where two ring and the first gives up, its focus does not go to the other one', async () => {
  const { page, phone, context } = await signIn(world, 'anna');
  world.house.log.length = 0;
  const first = phone().ring({ number: '1002', name: 'Bernd Oster' });
  phone().ring({ number: '1007', name: 'Grace Okafor' });
  const ringing = page.getByRole('region', { name: 'Incoming call: Bernd Oster' });
  await ringing.getByRole('button', { name: 'Decline' }).focus();
  phone().end(first, 'cancelled');
  await ringing.waitFor({ state: 'detached' });
  await focusIs(page, 'main');
  assert.deepEqual(types(), []);
  await context.close();
});

test('two calls with the same person are told apart by who moves by landmarks', async () => {
  const { page, phone, problems, context } = await talkTo('1003');
  phone().ring({ number: '1003', name: 'Carla Mendes' });
  phone().ring({ number: '1003', name: 'Carla Mendes' });
  await page.getByRole('region', { name: 'Incoming call: Carla Mendes (2)', exact: true }).waitFor();
  await page.getByRole('region', { name: 'Incoming call: Carla Mendes', exact: true }).getByRole('button', { name: 'Answer' }).click();
  await page.getByRole('region', { name: 'Carla Mendes (2)', exact: true }).getByRole('button', { name: 'Hold' }).waitFor();
  await page.getByRole('region', { name: 'Carla Mendes', exact: true }).getByText('On hold').waitFor();
  await page.getByRole('button', { name: 'Answer' }).hover();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(problems, []);
  await context.close();
});

test('who tests a microphone and chooses another one tests that, and leaves none open', async () => {
  const { page, problems, context } = await signIn(world, 'anna');
  await keepSound(page);
  const open = () => page.evaluate(() => window.asked.map((s) => s.getAudioTracks()[0]).filter((t) => t.readyState === 'live').map((t) => t.label));
  const isOpen = (...labels) => until(`open: ${labels}`, async () => JSON.stringify(await open()) === JSON.stringify(labels)).catch(async () => assert.deepEqual(await open(), labels));
  await button(page, 'Test').click();
  await isOpen('Fake Default Audio Input');
  await page.getByRole('combobox', { name: 'Microphone' }).selectOption({ label: 'Fake Audio Input 2' });
  await isOpen('Fake Audio Input 2');
  await button(page, 'Stop').click();
  await isOpen();
  await button(page, 'Test').click();
  await isOpen('Fake Audio Input 2');
  await page.getByRole('link', { name: 'House', exact: true }).click();
  await isOpen();
  assert.deepEqual(problems, []);
  await context.close();
});

test('a third is asked for by whoever talks', async () => {
  const { page, problems, context } = await talkTo('1003');
  await add(page, '1005');
  await until('the word', async () => world.house.log.some((m) => m.type === 'join' && m.to === '1005'));
  assert.deepEqual(problems, []);
  await context.close();
});
