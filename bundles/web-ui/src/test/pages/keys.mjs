// What one does with the keyboard alone, and where the focus is then.
import assert from 'node:assert/strict';
import { until } from './browser.mjs';

/** What has the focus, however deep: how it is called, and whether one sees that it has it. */
export const focus = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const label = at.getAttribute('aria-label') || (at.labels?.[0]?.innerText ?? '') || (['button', 'a'].includes(at.localName) ? at.innerText : '');
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const form = at.closest('form.dial'); // the one field whose frame shows it
    const seen = form ? getComputedStyle(form).boxShadow !== 'none' : outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    const box = at.getBoundingClientRect();
    const inside = [];
    for (let up = at; up; up = up.assignedSlot ?? up.parentElement ?? up.getRootNode().host) inside.push(up.localName);
    return { name: label.replace(/\s+/g, ' ').trim() || at.localName, tag: at.localName, seen, shown: box.width > 0 && box.height > 0, inside };
  });

export const focusIs = async (page, name) => {
  const is = async () => (await focus(page)).name === name;
  await until(`the focus is on ${name}`, is, 3000).catch(async () => assert.equal((await focus(page)).name, name));
};

/** Presses TAB until something of that name has the focus; all on the way is shown, and shows that it has it. */
export async function tabTo(page, name, key = 'Tab', most = 120) {
  const way = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press(key);
    const at = await focus(page);
    if (at.tag === 'body') continue; // once around
    assert.ok(at.shown && at.seen, `nobody sees that ${at.name} (${at.tag}) has the focus`);
    way.push(at.name);
    if (at.name === name || (name instanceof RegExp && name.test(at.name))) return way;
  }
  throw new assert.AssertionError({ message: `no ${name} by ${key}: ${way.join(', ')}` });
}

export const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
