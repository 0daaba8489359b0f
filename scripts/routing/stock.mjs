// Carries out the `routes` of etc/patchbay.json: the first whose conditions all fit. A call that none
// fits goes on to the next script. Your own script is asked before (its rank is 100): it returns
// nothing for what these routes shall decide, or sends a call here by { app: 'stock' }.
export const rank = 90;

const OUTCOMES = ['noAnswer', 'busy', 'declined', 'unreachable', 'failed'];

const list = (value) => (value === undefined ? [] : [value].flat());

// Patterns of one state of the routes, each made once.
let known;
let expressions;

function routesNow(pbx) {
  const routes = pbx.routes();
  if (known !== routes) {
    known = routes;
    expressions = new Map();
  }
  return routes;
}

function fits(pattern, number) {
  let expression = expressions.get(pattern);
  if (!expression) {
    const source = pattern.replace(/[x.*+]/g, (c) => ({ x: '[0-9]', '.': '.+' })[c] ?? `\\${c}`);
    expression = new RegExp(`^${source}$`);
    expressions.set(pattern, expression);
  }
  return expression.test(number);
}

// Who does not say by which trunk means calls of our own devices, and no others.
function cameBy(trunks, call) {
  if (trunks.length === 0) return call.trunk === undefined;
  return call.trunk !== undefined && (trunks.includes('*') || trunks.includes(call.trunk));
}

function isFor(when, call, pbx) {
  const called = list(when.called);
  const caller = list(when.caller);
  const isCaller = (pattern) =>
    pattern === 'anonymous' ? call.caller.number === '' : fits(pattern, call.caller.number);
  return (
    cameBy(list(when.trunk), call) &&
    (called.length === 0 || called.some((pattern) => fits(pattern, call.dialled))) &&
    (caller.length === 0 || caller.some(isCaller)) &&
    (when.hours === undefined || pbx.hours(when.hours, call.at)?.open === true)
  );
}

function appOf({ voicemail, menu, app }) {
  if (voicemail) return { app: 'voicemail', box: voicemail };
  if (menu) return { app: 'ivr', menu };
  return app && { app };
}

// What the step says of each outcome; a box or a menu beside it is for the others.
function otherwise(step, call, pbx) {
  const instead = {};
  for (const [outcome, other] of Object.entries(step.otherwise ?? {})) instead[outcome] = plan(other, call, pbx);
  const last = appOf(step);
  if (!last || !(step.ring || step.trunk)) return instead;

  const { unreachable, failed } = instead;
  if (unreachable || failed) last.otherwise = { unreachable, failed };
  for (const outcome of OUTCOMES) instead[outcome] ??= last;
  return instead;
}

// What is no public number, such as an emergency one, goes out as it is.
function numberFor({ number, prefix = '', strip = 0, form }, call, pbx) {
  const written = number ?? prefix + call.dialled.slice(strip);
  return form ? pbx.number(written)?.[form] ?? written : written;
}

function plan(step, call, pbx) {
  if (step.reject) return { reject: step.reject };
  if (step.room) return { room: step.room };

  const { timeoutS, callerId, strategy } = step;
  const rest = { otherwise: otherwise(step, call, pbx) };
  if (step.ring) return { ring: list(step.ring), strategy, timeoutS, callerId, ...rest };
  if (step.trunk) {
    return { trunk: list(step.trunk), number: numberFor(step, call, pbx), timeoutS, callerId, ...rest };
  }
  return { ...appOf(step), ...rest };
}

function route(call, pbx) {
  const found = routesNow(pbx).find(({ when }) => isFor(when ?? {}, call, pbx));
  if (!found) return undefined;
  pbx.because(`route ${found.id}`);
  return plan(found, call, pbx);
}

export const outbound = route;
export const inbound = route;
