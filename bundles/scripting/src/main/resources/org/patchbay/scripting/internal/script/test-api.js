// What a *.test.mjs finds around it: the script under test, calls and a directory made of plain
// data, and assertions.
(function (script, planError, isOpen) {
  'use strict';
  const tests = [];

  class AssertionError extends Error {}

  const canonical = (value) => {
    if (Array.isArray(value)) return value.map(canonical);
    if (value !== null && typeof value === 'object') {
      const sorted = {};
      for (const key of Object.keys(value).sort()) {
        if (value[key] !== undefined) sorted[key] = canonical(value[key]);
      }
      return sorted;
    }
    return value === undefined ? null : value;
  };
  const show = (value) => (value === undefined ? 'undefined' : JSON.stringify(canonical(value)));
  const equal = (a, b) =>
    (a === undefined || b === undefined ? a === b : show(a) === show(b));

  // What is misspelt would be missing without a word.
  const only = (what, given, known) => {
    for (const key of Object.keys(given)) {
      if (!known.includes(key)) {
        throw new TypeError(`${what}: unknown key '${key}', known are ${known.join(', ')}`);
      }
    }
  };
  const FACTS = ['id', 'at', 'caller', 'called', 'dialled', 'device', 'user', 'trunk', 'args', 'request'];
  const OUTCOMES = ['answered', 'busy', 'declined', 'noAnswer', 'unreachable', 'failed'];
  const HOUSE = ['users', 'devices', 'groups', 'rooms', 'trunks', 'numbers', 'hours', 'routes', 'registered', 'now'];

  const api = {
    script,
    test(name, fn) {
      if (typeof fn !== 'function') throw new TypeError(`test '${name}' has no function`);
      tests.push({ name: String(name), fn });
    },
    assert(truth, message) {
      if (!truth) throw new AssertionError(message ?? 'expected something true');
    },
    assertEquals(actual, expected, message) {
      if (!equal(actual, expected)) {
        throw new AssertionError(
          `${message ? message + ': ' : ''}expected ${show(expected)}, got ${show(actual)}`);
      }
    },
    assertPlan(plan) {
      const error = planError(plan, 'plan');
      if (typeof error === 'string') throw new AssertionError(error);
    },
    call: makeCall,
    pbx: makePbx,
  };
  for (const [name, value] of Object.entries(api)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }

  const moment = (at) => {
    const ms = typeof at === 'number' ? at : Date.parse(String(at));
    if (!Number.isSafeInteger(ms)) {
      throw new TypeError(`'${at}' is no moment, such as '2026-03-04T10:00:00+01:00'`);
    }
    return ms;
  };

  const frozen = (value) => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
    return Object.freeze(value);
  };

  // A call: what is told of it, and verbs that note what they were asked for in `done`.
  function makeCall(given = {}) {
    only('call', given, [...FACTS, 'keys', 'dials', 'gone']);
    const { keys = [], dials = [], gone = false, ...about } = given;
    for (const outcome of dials) {
      if (!OUTCOMES.includes(outcome)) {
        throw new TypeError(`call: '${outcome}' is no outcome of a dial, known are ${OUTCOMES.join(', ')}`);
      }
    }
    const party = (p) => (typeof p === 'string' ? { number: p, name: '' } : p);
    const dialled = about.dialled ?? about.called ?? '';
    const result = {
      id: 'test', request: undefined, args: {}, ...about,
      at: moment(about.at ?? 0),
      caller: party(about.caller ?? { number: '', name: '' }),
      called: dialled, dialled, done: [],
    };
    if (typeof about.user === 'string') result.user = { id: about.user, name: '', number: '' };
    const answers = {
      play: () => true, tone: () => true,
      collect: () => keys.shift() ?? '', dial: () => dials.shift() ?? 'noAnswer',
      join: () => dials.shift() ?? 'noAnswer',
    };
    for (const verb of [
      'ring', 'answer', 'play', 'tone', 'collect', 'echo', 'pause', 'dial', 'join', 'drop', 'hold',
      'resume', 'dtmf', 'transfer', 'passTo', 'hangup',
    ]) {
      result[verb] = async (...args) => {
        result.done.push([verb, ...args]);
        const wrong = ['dial', 'join', 'passTo'].includes(verb) ? planError(args[0], verb) : null;
        if (typeof wrong === 'string') throw Object.assign(new Error(wrong), { code: 'badArgument' });
        if (gone) throw Object.assign(new Error('call test is over'), { code: 'callGone' });
        return answers[verb]?.();
      };
    }
    result.log = () => {};
    return result;
  }

  // A directory: lists of users, devices, groups, rooms, trunks, hours, routes, ids of registered devices.
  function makePbx(given = {}) {
    only('pbx', given, HOUSE);
    const { users = [], devices = [], groups = [], rooms = [], trunks = [], registered = [] } = given;
    const numbers = given.numbers ?? {};
    const routes = frozen(JSON.parse(JSON.stringify(given.routes ?? [])));
    const hours = (id, at) => {
      const found = (given.hours ?? []).find((h) => h.id === String(id));
      if (!found) return undefined;
      only('hours', found, ['id', 'timeZone', 'open', 'closed']);
      const open = isOpen(found.timeZone, found.open, found.closed ?? [], moment(Number(at ?? given.now ?? 0)));
      if (typeof open === 'string') throw new TypeError(`hours '${found.id}': ${open}`);
      return { id: found.id, timeZone: found.timeZone, open };
    };
    const by = (list) => (key) => list.find((x) => x.number === String(key)) ?? list.find((x) => x.id === String(key));
    const fits = (pattern, number) =>
      pattern.length === number.length &&
      [...pattern].every((p, i) => (p === 'x' ? number[i] >= '0' && number[i] <= '9' : p === number[i]));
    return {
      user: by(users), group: by(groups),
      device: (id) => devices.map((d) => (typeof d === 'string' ? { id: d } : d)).find((d) => d.id === String(id)),
      room: (number) => rooms.map((r) => (typeof r === 'string' ? { number: r, name: '' } : r)).find((r) => fits(r.number, String(number))),
      trunks: () => trunks.map((t) => (typeof t === 'string' ? { id: t } : t)),
      number: (dialled) => (Object.hasOwn(numbers, String(dialled)) ? numbers[String(dialled)] : undefined),
      routes: () => routes,
      hours,
      registered: (id) => registered.includes(String(id)),
      now: () => new Date(given.now ?? Date.now()),
      because: () => {},
      log: () => {},
    };
  }

  return {
    count: () => tests.length,
    name: (index) => tests[index].name,
    run(index, done) {
      (async () => tests[index].fn())().then(
        () => done(null, null),
        (e) => done(e instanceof AssertionError ? e.message : String(e), String(e?.stack ?? '')));
    },
  };
});
