// What every script finds around it. Data comes in as JSON, so that a script gets plain objects of
// its own; verbs go out as calls of `verb`, which answers by the two functions that it is given.
(function (lookup, log) {
  'use strict';
  const { parse, stringify } = JSON;
  const { freeze, values, defineProperty } = Object;
  const Text = String;
  const Whole = Number;
  const Wrong = TypeError;
  const { isSafeInteger } = Number;
  const Failure = Error;
  const Later = Promise;

  delete globalThis.Java;

  const show = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Failure) return Text(value);
    try {
      return stringify(value) ?? Text(value);
    } catch (e) {
      return Text(value);
    }
  };
  const note = (...values) => log(values.map(show).join(' '));
  const find = (what, key) => {
    const json = lookup(what, key === undefined || key === null ? '' : Text(key));
    return json === null || json === undefined ? undefined : parse(json);
  };

  // The routes of the directory: read when it changes, shared by all calls, changed by none.
  const frozen = (value) => {
    if (typeof value === 'object' && value !== null) values(value).forEach(frozen);
    return freeze(value);
  };
  let routes = frozen([]);
  let mark = '';
  const routesNow = () => {
    const changed = find('routes', mark);
    if (changed) [routes, mark] = [frozen(changed.routes), changed.mark];
    return routes;
  };
  const hours = (id, at) => {
    const moment = Whole(at ?? find('now', ''));
    if (!isSafeInteger(moment)) throw new Wrong('hours: expected a moment such as call.at');
    return find('hours', `${id} ${moment}`);
  };

  const pbx = freeze({
    user: (key) => find('user', key),
    device: (id) => find('device', id),
    group: (key) => find('group', key),
    room: (number) => find('room', number),
    trunks: () => find('trunks', '') ?? [],
    number: (dialled, country) => find('number', `${country ?? ''} ${dialled ?? ''}`),
    routes: routesNow,
    hours,
    registered: (device) => find('registered', device) ?? false,
    now: () => new Date(find('now', '')),
    because: (...values) => void lookup('because', values.map(show).join(' ')),
    log: note,
  });
  defineProperty(globalThis, 'console', {
    value: freeze({ log: note, info: note, warn: note, error: note, debug: note }),
  });

  const verbs = [
    'ring', 'answer', 'play', 'tone', 'collect', 'echo', 'pause', 'dial', 'join', 'drop', 'hold',
    'resume', 'dtmf', 'transfer', 'passTo', 'hangup',
  ];
  const problem = (code, text) => {
    const e = new Failure(text);
    e.code = code;
    return e;
  };
  const tell = (report) => (e) => {
    const isError = e instanceof Failure;
    report(isError ? Text(e.code ?? '') : '', show(e), isError ? Text(e.stack ?? '') : '');
  };

  return freeze({
    // A decision: the plan comes back as it is, or goes to `done` when the script is asynchronous.
    route(decide, callJson, done, failed) {
      const answer = decide(parse(callJson), pbx);
      if (answer !== null && typeof answer === 'object' && typeof answer.then === 'function') {
        Later.resolve(answer).then(done, tell(failed));
      } else {
        done(answer);
      }
    },

    // An app at work on one call.
    run(run, callJson, verb, done, failed) {
      const call = parse(callJson);
      for (const name of verbs) {
        call[name] = (...args) =>
          new Later((ok, no) => {
            const wrong = verb(name, args, ok, (code, text) => no(problem(code, text)));
            if (typeof wrong === 'string') no(problem('badArgument', wrong));
          });
      }
      call.log = note;
      (async () => run(call, pbx))().then(() => done(), tell(failed));
    },
  });
});
