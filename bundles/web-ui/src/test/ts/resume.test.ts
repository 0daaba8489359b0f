import assert from 'node:assert/strict';
import test from 'node:test';
import { Resume } from '../../main/ts/phone/resume';

function page() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return new Resume(storage);
}

test('the token of the last greeting is asked with', () => {
  const resume = page();
  assert.equal(resume.opened(), null);
  resume.greeted('t1');
  assert.equal(resume.opened(), 't1');
  resume.greeted('new');
  resume.greeted('t2');
  assert.equal(resume.opened(), 't2');
  resume.forget();
  assert.equal(resume.opened(), null);
});

test('a connection that goes before it has the calls back costs nothing', () => {
  const resume = page();
  resume.opened();
  resume.greeted('t1');
  resume.opened();
  resume.greeted('of a connection that went');
  assert.equal(resume.opened(), 't1');
});

test('where nothing is kept the page is a new one', () => {
  const resume = page();
  resume.opened();
  resume.greeted('t1');
  resume.opened();
  resume.greeted('t2');
  resume.refused();
  assert.equal(resume.opened(), 't2');
});
