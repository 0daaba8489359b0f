import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { EVENTS } from '../fake/server.mjs';
import { axe, signIn, start, until } from './browser.mjs';

let world;
before(async () => { world = await start(); });
after(() => world.close());

const go = (page, name) => page.getByRole('link', { name, exact: true }).click();

test('a wrong password says so, and nothing is behind the door', async () => {
  world.house.signedIn = null;
  const page = await world.browser.newPage();
  await page.goto(`${world.base}/house`);
  await page.locator('#user').fill('anna');
  await page.locator('#password').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByText('User or password is wrong.').waitFor();
  assert.equal(await page.locator('#password').inputValue(), '');
  assert.equal(await page.locator('pb-house').count(), 0);
  await page.close();
});

test('Now: calls as they are, and what is done to them goes to the server', async () => {
  const { page, problems, context } = await signIn(world, 'anna');
  await go(page, 'Now');
  const room = page.locator('pb-live-call').filter({ hasText: 'Room 8001' });
  await room.waitFor();
  assert.match(await room.locator('pb-matrix svg').getAttribute('aria-label'), /Dmitri Volkov hears Bernd Oster, \+4930123456, Grace Okafor/);
  world.house.commands.length = 0;
  await room.getByRole('button', { name: 'Actions for Bernd Oster' }).click();
  await page.getByRole('menuitem', { name: 'Mute' }).click();
  await until('the command', async () => world.house.commands.length === 1);
  assert.deepEqual(world.house.commands[0], { call: 'c-18', command: 'mute', leg: 'l-3', on: true });
  const talk = page.locator('pb-live-call').filter({ hasText: 'Carla Mendes → 1001' });
  await talk.getByRole('button', { name: 'Actions for Carla Mendes' }).click();
  await page.getByRole('menuitem', { name: 'Pull into a room…' }).click();
  await page.getByLabel('Number of the room').fill('8001');
  await page.getByRole('button', { name: 'Pull in' }).click();
  await until('the command', async () => world.house.commands.length === 2);
  assert.deepEqual(world.house.commands[1], { call: 'c-17', command: 'move', leg: 'l-1', to: '8001' });
  world.house.event({ kind: 'CallEnded', call: 'c-17', cause: { reason: 'NORMAL' }, durationMs: 1000 });
  await talk.waitFor({ state: 'detached' });
  assert.deepEqual(problems, []);
  await context.close();
});

test('Now: who cannot be moved is told why, and stays where it is', async () => {
  const { page, problems, context } = await signIn(world, 'anna');
  await go(page, 'Now');
  const room = page.getByRole('article', { name: 'Room 8001' });
  world.house.commands.length = 0;
  world.house.refuses = '1099 cannot be reached: Not Found';
  await room.getByRole('button', { name: 'Actions for Bernd Oster' }).click();
  await page.getByRole('menuitem', { name: 'Move…' }).click();
  await page.getByLabel('Name or number').fill('1099');
  await page.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByText('1099 cannot be reached: Not Found').waitFor();
  assert.deepEqual(world.house.commands, [{ call: 'c-18', command: 'move', leg: 'l-3', to: '1099' }]);
  world.house.refuses = undefined;
  await room.getByText('Bernd Oster').first().waitFor();
  assert.deepEqual(problems.filter((p) => !p.includes('409')), []);
  await context.close();
});

test('Now: why a third did not come stands at the call until it is read, and in no other', async () => {
  const { page, problems, context } = await signIn(world, 'anna');
  await go(page, 'Now');
  const room = page.getByRole('article', { name: 'Room 8001' });
  await room.waitFor();
  world.house.event({ kind: 'JoinFailed', call: 'c-18', by: 'l-3', cause: { reason: 'NO_ANSWER', sip: 480, q850: 19 } });
  await room.getByRole('status').getByText('Nobody was added. No answer.').waitFor();
  assert.equal(await page.getByText('Nobody was added').count(), 1);
  assert.deepEqual(await axe(page), []);
  await room.getByRole('button', { name: 'Close' }).click();
  await page.getByText('Nobody was added').waitFor({ state: 'detached' });
  assert.deepEqual(problems, []);
  await context.close();
});

test('Now: a call that is over when it is asked for is nothing red, and the others are as they are told', async () => {
  const { page, problems, context } = await signIn(world, 'anna');
  await go(page, 'Now');
  await page.getByRole('article', { name: 'Room 8001' }).waitFor();
  const others = world.house.calls;
  world.house.calls = others.map((c) => (c.id === 'c-17' ? { ...c, state: 'TRANSFERRING' } : c));
  world.house.event({ kind: 'CallStarted', call: 'c-99', called: '1099' });
  world.house.event({ kind: 'TransferStarted', call: 'c-17' });
  await until('they are asked for', async () => world.house.askedFor.some((ids) => ids?.includes('c-99')));
  await page.getByRole('article', { name: 'Carla Mendes → 1001' }).getByText('Transferring').waitFor();
  world.house.event({ kind: 'CallEnded', call: 'c-99', cause: { reason: 'NORMAL' }, durationMs: 1 });
  await page.getByRole('article', { name: /1099/ }).waitFor({ state: 'detached' });
  world.house.calls = others;
  assert.deepEqual(problems, []);
  await context.close();
});

test('Now: listening in is asked for, shown on both calls, and connected without a ring', async () => {
  world.house.mayListen = true;
  const { page, problems, phone, context } = await signIn(world, 'anna');
  world.house.log.length = 0;
  await go(page, 'Now');
  const talk = page.locator('pb-live-call').filter({ hasText: 'Carla Mendes → 1001' });
  world.house.commands.length = 0;
  await talk.getByRole('button', { name: 'Listen in' }).click();
  await until('the command', async () => world.house.commands.length === 1);
  assert.deepEqual(world.house.commands[0], { call: 'c-17', command: 'listen' });
  await page.getByText('nobody in it hears you').waitFor();
  await until('the link', async () => world.house.log.some((m) => m.type === 'webrtc-link'));
  assert.equal(await page.getByRole('button', { name: 'Connect' }).count(), 0);
  await page.locator('.rail li a[href="/phone"]').click();
  const card = page.getByRole('region', { name: 'Listening in' });
  await card.getByText('Carla Mendes → 1001').waitFor();
  const buttons = async () => (await card.getByRole('button').allInnerTexts()).map((t) => t.trim());
  assert.deepEqual(await buttons(), ['Stop listening']);
  assert.equal(await card.getByRole('meter').count(), 1, 'what is heard');
  for (const key of ['h', 'm', '5']) await page.keyboard.press(key);
  assert.equal(await page.locator('#number').inputValue(), '5');
  assert.ok(!world.house.log.some((m) => ['hold', 'key'].includes(m.type)));
  await page.reload();
  await card.waitFor();
  await page.locator('pb-call section.up').waitFor();
  await card.getByText('Carla Mendes → 1001').waitFor();
  assert.deepEqual(await buttons(), ['Stop listening']);
  await go(page, 'Now');
  phone().endListening('the call went on elsewhere');
  await page.getByText('Listening ended. The call went on elsewhere.').waitFor();
  await page.locator('.rail li a[href="/phone"]').click();
  await card.getByText('The call went on elsewhere.').waitFor();
  assert.deepEqual(await buttons(), ['Close']);
  await page.getByRole('tab', { name: 'Recent' }).click();
  await page.getByText('No calls yet').waitFor();
  world.house.mayListen = false;
  assert.deepEqual(problems, []);
  await context.close();
});

test('whoever listens in and answers a call listens no more, and a page that was not asked rings', async () => {
  const { page, phone, context } = await signIn(world, 'anna');
  phone().listen('c-17');
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.locator('pb-call section.up').waitFor();
  phone().ring({ number: '1007', name: 'Grace Okafor' });
  await page.getByText('Answering ends listening in.').waitFor();
  world.house.log.length = 0;
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  await until('it is hung up', async () => world.house.log.some((m) => m.type === 'hangup'));
  assert.ok(!world.house.log.some((m) => m.type === 'hold'));
  await context.close();
});

test('House: pushed, filtered, and gone on with after a lost connection, no event twice', async () => {
  const { page, problems, context } = await signIn(world, 'anna');
  await go(page, 'House');
  await page.getByRole('tab', { name: /Devices/ }).waitFor();
  for (const e of EVENTS) world.house.event(e);
  const list = page.locator('section.aside').getByRole('listitem');
  await until('events', async () => (await list.count()) === EVENTS.length);
  const begun = world.house.log.filter((m) => m.type === 'begin').length;
  world.house.sockets.clients.forEach((c) => c.terminate());
  await page.getByText('No connection. Trying again…').waitFor();
  world.house.event({ kind: 'ScriptLoaded', script: 'ivr/main.mjs', version: 8 });
  await until('events go on', async () => (await list.count()) === EVENTS.length + 1);
  const again = world.house.log.filter((m) => m.type === 'begin').slice(begun);
  assert.deepEqual(again, [{ type: 'begin', boot: 'boot-1', number: world.house.number - 1 }]);
  await page.getByRole('tab', { name: /Scripts/ }).click();
  await page.getByText('Version 8').waitFor();
  await page.getByLabel('Filter').fill('stock');
  await until('filtered', async () => (await page.getByRole('tabpanel').getByRole('listitem').count()) === 1);
  assert.deepEqual(problems.filter((p) => !/WebSocket|ERR_/.test(p)), []);
  await context.close();
});

test('a connection that comes back is a connection, though nothing happened meanwhile', async () => {
  const { page, context } = await signIn(world, 'anna');
  await go(page, 'House');
  await page.getByRole('tab', { name: /Devices/ }).waitFor();
  const begun = world.house.log.filter((m) => m.type === 'begin').length;
  world.house.sockets.clients.forEach((c) => c.terminate());
  await page.getByText('No connection. Trying again…').waitFor();
  await page.getByText('No connection. Trying again…').waitFor({ state: 'detached' });
  const again = world.house.log.filter((m) => m.type === 'begin').slice(begun);
  assert.deepEqual(again, [{ type: 'begin', boot: world.house.boot, number: world.house.number }]);
  await context.close();
});

test('another boot of the server: a new snapshot, without a reload', async () => {
  const { page, context } = await signIn(world, 'anna');
  await go(page, 'House');
  await page.getByRole('tab', { name: /Devices/ }).waitFor();
  world.house.boot = 'boot-2';
  world.house.number = 1;
  world.house.kept = [];
  world.house.sockets.clients.forEach((c) => c.terminate());
  await page.getByText('No connection. Trying again…').waitFor();
  await page.getByText('No connection. Trying again…').waitFor({ state: 'detached' });
  await context.close();
});

test('a user sees the phone, and no calls of others', async () => {
  const { page, context } = await signIn(world, 'uwe');
  world.house.log.length = 0;
  await go(page, 'Now');
  await page.getByText('For operators').waitFor();
  await go(page, 'House');
  await page.getByText('phones, trunks and people of the house').waitFor();
  assert.equal(world.house.log.filter((m) => m.type === 'begin').length, 0);
  await context.close();
});

test('Now: a room of thirty has its matrix too, and says who is not heard', async () => {
  const ids = Array.from({ length: 30 }, (_, i) => `m-${i}`);
  const legs = ids.map((id, i) => ({ id, target: `device:${1100 + i}`, party: { name: `Guest ${i}`, number: `${1100 + i}` }, direction: 'in', state: 'up', muted: i === 7 }));
  const hears = Object.fromEntries(ids.map((id) => [id, ids.filter((o) => o !== id && o !== 'm-7')]));
  const { page, context } = await signIn(world, 'anna', { viewport: { width: 360, height: 900 } });
  world.house.calls = [{ id: 'c-30', since: Date.now(), state: 'IN_ROOM', room: '8010', called: '8010', legs, hears }];
  await go(page, 'Now');
  await page.reload();
  const matrix = page.locator('pb-live-call').filter({ hasText: 'Room 8010' }).locator('pb-matrix');
  await matrix.getByText('Nobody hears Guest 7').waitFor();
  assert.match(await matrix.locator('svg').getAttribute('aria-label'), /30 in the mix, nobody hears itself\. Nobody hears Guest 7\./);
  const dots = async (which) => (await matrix.locator(`path.${which}`).getAttribute('d')).match(/z/g).length;
  assert.deepEqual([await dots('yes'), await dots('silent')], [30 * 29 - 29, 29]);
  assert.deepEqual(await axe(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await context.close();
  world.house.calls = (await import('../fake/house.mjs')).calls();
});

test('a session that has ended leads to the door', async () => {
  const { page, context } = await signIn(world, 'anna');
  world.house.signedIn = null;
  await go(page, 'House');
  await page.getByText('You were signed out.').waitFor();
  await context.close();
});

test('House: all parts are seen without scrolling on a tablet and a desk, and a long error has the width of a telephone', async () => {
  const { page, context } = await signIn(world, 'anna', { viewport: { width: 1280, height: 900 } });
  await go(page, 'House');
  await page.getByRole('tab', { name: /Devices/ }).waitFor();
  for (const width of [820, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await until(`at ${width}`, () => page.getByRole('tablist').evaluate((t) => t.scrollWidth <= t.clientWidth), 3000);
  }
  await page.setViewportSize({ width: 360, height: 800 });
  await page.getByRole('tab', { name: /Scripts/ }).click();
  const text = `routing/stock.mjs:12:9: Error: no answer from https://directory.example.com/${'people/'.repeat(40)}`;
  world.house.event({ kind: 'ScriptFailed', script: 'routing/stock.mjs', version: 1, text, failures: 4 });
  const said = page.getByRole('tabpanel').getByText('people/people');
  await said.waitFor();
  const { width } = await said.boundingBox();
  assert.ok(width > 300, `${width} of 360`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await context.close();
});

test('the figures of a call stand apart on a telephone', async () => {
  const { page, context } = await signIn(world, 'anna', { viewport: { width: 390, height: 844 } });
  await page.locator('#number').fill('1003');
  await page.keyboard.press('Enter');
  await page.locator('pb-call section.up').waitFor();
  const gaps = await page.locator('pb-call dl.quality dt').evaluateAll((all) => {
    const words = all.map((dt) => { const r = document.createRange(); r.selectNodeContents(dt); return r.getBoundingClientRect(); });
    return words.slice(1).map((w, i) => (w.top > words[i].top ? Infinity : w.left - words[i].right));
  });
  assert.ok(Math.min(...gaps) >= 4, `px between them: ${gaps}`);
  await context.close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 768, 1280]) {
    test(`axe has nothing to say, and nothing is wider than the screen: ${colorScheme}, ${width}`, async () => {
      world.house.calls = (await import('../fake/house.mjs')).calls();
      const { page, phone, context } = await signIn(world, 'anna', { viewport: { width, height: 900 }, colorScheme });
      const fine = async (what) => {
        assert.deepEqual(await axe(page), [], what);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} is wider than the screen`);
      };
      await fine('idle');
      await page.getByRole('tab', { name: 'People' }).click();
      await fine('people');
      await page.locator('#number').fill('1003');
      await page.keyboard.press('Enter');
      await page.locator('pb-call section.up').waitFor();
      phone().ring({ number: '1007', name: 'Grace Okafor' });
      await page.getByRole('button', { name: 'Answer', exact: true }).waitFor();
      await fine('a call, and another that rings');
      await page.getByRole('button', { name: 'Decline' }).click();
      phone().ring({ number: '+44 20 7946 0991', name: 'Maximiliane Wolkenstein-Trostburg, Accounts' });
      await page.getByRole('button', { name: 'Answer', exact: true }).click();
      await page.getByText('On hold').waitFor();
      await page.getByRole('tab', { name: 'Recent' }).click();
      await fine('a long name, and a call that waits');
      await page.locator('pb-call').first().getByRole('button', { name: 'Transfer' }).click();
      await page.getByRole('dialog').waitFor();
      await fine('transfer');
      await page.keyboard.press('Escape');
      await go(page, 'Now');
      await page.locator('pb-live-call').first().waitFor();
      await fine('now');
      await go(page, 'House');
      for (const tab of ['Devices', 'Trunks', 'Users', 'Rooms', 'Scripts']) {
        await page.getByRole('tab', { name: tab }).click();
        await fine(tab);
      }
      world.house.event(EVENTS[1]);
      if (width < 1280) await page.getByRole('tab', { name: 'Events' }).click();
      await page.getByRole('log').filter({ visible: true }).getByText('Script Refused').waitFor();
      await fine('events');
      await page.getByRole('button', { name: /Anna Lindqvist/ }).click();
      await fine('account');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.locator('#user').waitFor();
      await fine('login');
      await context.close();
    });
  }
}
