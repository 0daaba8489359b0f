import assert from 'node:assert/strict';
import test from 'node:test';
import { next, READ_MS, SETTLE_MS, SHAKY_MS } from '../../main/ts/phone/machine';
import { RESTART_MS } from '../../main/ts/phone/path';
import { type Effect, type Input, NOTHING, type PhoneState, ringing, talking } from '../../main/ts/phone/state';
import type { Kept, Told } from '../../main/ts/phone/words';

/** A page, with a clock that stands still. */
class Page {
  state: PhoneState = NOTHING;
  now = 1_000;
  effects: Effect[] = [];

  do(input: Input): this {
    const { state, effects } = next(this.state, input, this.now);
    this.state = state;
    this.effects.push(...effects);
    return this;
  }

  told(told: Told): this {
    return this.do({ in: 'told', told });
  }

  hello(...resumed: Kept[]): this {
    return this.told({ type: 'hello', phone: 'anna', iceServers: [], resumed });
  }

  after(ms: number): this {
    this.now += ms;
    return this.do({ in: 'tick' });
  }

  /** What was said and done since the last time. */
  took(): string[] {
    return this.effects.splice(0).map((e) => {
      if (e.do === 'send') {
        const { type, ...rest } = e.message as { type: string } & Record<string, unknown>;
        return [`> ${type}`, ...Object.entries(rest).map(([k, v]) => `${k}=${v}`)].join(' ');
      }
      if (e.do === 'notice') return ['notice', ...Object.values(e.notice).filter(Boolean)].join(' ');
      return e.do === 'remember' ? `remember ${e.past.outcome} ${e.past.talkedS}` : [e.do, (e as { session?: string }).session].join(' ');
    });
  }

  call(key: string) {
    return this.state.calls.find((c) => c.key === key)!;
  }
}

const carla = { number: '1003', name: 'Carla' };
const up = () => new Page().do({ in: 'connected', resuming: false }).hello();

function outgoing(): Page {
  const p = up().do({ in: 'dial', to: '1003', session: 's1' });
  p.told({ type: 'webrtc-incoming', call: 'c1', direction: 'out', party: { number: '1003', name: '' } });
  p.do({ in: 'offer', session: 's1', sdp: 'v=0', restart: false }).do({ in: 'speaks', session: 's1' });
  return p;
}

function talkingTo(): Page {
  const p = outgoing();
  p.told({ type: 'call', call: 'c1', state: 'up', party: carla }).do({ in: 'path', session: 's1', state: 'connected' });
  p.took();
  return p;
}

const OFFER = '> webrtc-offer session=s1 sdp=v=0';
const LINK = '> webrtc-link call=c1 session=s1';

test('a call goes out: asked for, offered, linked', () => {
  const p = up().do({ in: 'dial', to: ' 1003 ', session: 's1' });
  assert.deepEqual(p.took(), ['> call to=1003', 'open s1']);
  p.do({ in: 'offer', session: 's1', sdp: 'v=0', restart: false });
  p.do({ in: 'local', session: 's1', candidate: { candidate: 'candidate:1', mid: '0', index: 0 } });
  assert.deepEqual(p.took(), [OFFER, '> candidate session=s1 candidate=candidate:1 mid=0 index=0'], 'before the call is known');
  p.told({ type: 'webrtc-answer', session: 's1', sdp: 'a' });
  assert.deepEqual(p.took(), ['accept s1']);
  p.do({ in: 'speaks', session: 's1' });
  assert.deepEqual(p.took(), []);
  p.told({ type: 'webrtc-incoming', call: 'c1', direction: 'out', party: carla });
  assert.deepEqual(p.took(), [LINK]);
});

test('it is linked when call, offer and microphone are there, once, in whichever order they come', () => {
  const came: Record<string, (p: Page) => Page> = {
    call: (p) => p.told({ type: 'webrtc-incoming', call: 'c1', direction: 'out', party: carla }),
    offer: (p) => p.do({ in: 'offer', session: 's1', sdp: 'v=0', restart: false }),
    microphone: (p) => p.do({ in: 'speaks', session: 's1' }),
  };
  for (const order of [['call', 'offer', 'microphone'], ['call', 'microphone', 'offer'], ['offer', 'call', 'microphone'], ['offer', 'microphone', 'call'], ['microphone', 'call', 'offer'], ['microphone', 'offer', 'call']]) {
    const p = up().do({ in: 'dial', to: '1003', session: 's1' });
    order.slice(0, 2).forEach((what) => came[what]!(p));
    assert.ok(!p.took().includes(LINK), order.join());
    came[order[2]!]!(p);
    assert.deepEqual(p.took().filter((e) => e !== OFFER), [LINK], order.join());
    came.microphone!(p);
    assert.deepEqual(p.took(), [], order.join());
  }
});

test('candidates wait for the offer', () => {
  const p = up().do({ in: 'dial', to: '1003', session: 's1' });
  p.took();
  p.do({ in: 'local', session: 's1', candidate: { candidate: 'candidate:1', mid: '0', index: 0 } });
  assert.deepEqual(p.took(), []);
  p.do({ in: 'offer', session: 's1', sdp: 'v=0', restart: false });
  assert.deepEqual(p.took(), [OFFER, '> candidate session=s1 candidate=candidate:1 mid=0 index=0']);
});

test('phases of a call that goes out', () => {
  const p = outgoing();
  assert.equal(p.call('s1').phase, 'connecting');
  p.told({ type: 'call', call: 'c1', state: 'ringing', party: carla });
  assert.equal(p.call('s1').phase, 'ringing');
  p.told({ type: 'call', call: 'c1', state: 'up', party: carla });
  assert.equal(p.call('s1').phase, 'up');
  assert.equal(p.call('s1').party.name, 'Carla');
  p.told({ type: 'call', call: 'c1', state: 'held' });
  assert.equal(p.call('s1').held, true);
  p.now += 65_000;
  p.took();
  p.told({ type: 'call', call: 'c1', state: 'ended', cause: 'normal' });
  assert.deepEqual(p.took(), ['close s1', 'remember talked 65']);
  p.after(READ_MS);
  assert.equal(p.state.calls.length, 0);
});

test('a call that comes in rings, is answered, and only then opens a microphone', () => {
  const p = up().told({ type: 'webrtc-incoming', call: 'c2', direction: 'in', party: carla });
  assert.equal(ringing(p.state)?.key, 'c2');
  assert.equal(talking(p.state), false);
  assert.deepEqual(p.took(), []);
  p.do({ in: 'answer', key: 'c2', session: 's2' });
  assert.deepEqual(p.took(), ['open s2']);
  p.do({ in: 'offer', session: 's2', sdp: 'v=0', restart: false });
  assert.deepEqual(p.took(), ['> webrtc-offer session=s2 sdp=v=0'], 'not before it can be heard');
  p.do({ in: 'speaks', session: 's2' });
  assert.deepEqual(p.took(), ['> webrtc-link call=c2 session=s2']);
  p.do({ in: 'answer', key: 'c2', session: 's3' });
  assert.deepEqual(p.took(), [], 'a second click does nothing');
});

test('a call that an operator made for this page rings too: nobody else opens its microphone', () => {
  const p = up().told({ type: 'webrtc-incoming', call: 'c9', direction: 'out', party: carla });
  assert.equal(p.call('c9').phase, 'offered');
  assert.deepEqual(p.took(), []);
});

test('declined, silenced, missed and answered elsewhere are told apart', () => {
  const p = up();
  for (const call of ['a', 'b', 'c']) p.told({ type: 'webrtc-incoming', call, direction: 'in', party: carla });
  p.do({ in: 'decline', key: 'a' });
  p.do({ in: 'ignore', key: 'b' }).do({ in: 'ignore', key: 'b' });
  assert.equal(ringing(p.state)?.key, 'c');
  p.told({ type: 'call', call: 'b', state: 'ended', cause: 'no_answer' });
  p.told({ type: 'call', call: 'c', state: 'ended', cause: 'answered_elsewhere' });
  assert.deepEqual(p.took(), ['> decline call=a', 'remember declined 0', '> ignore call=b', 'remember missed 0', 'remember elsewhere 0']);
});

test('what comes in while we dial is another call, whichever is pushed first', () => {
  const p = up().do({ in: 'dial', to: '1003', session: 's1' });
  p.told({ type: 'webrtc-incoming', call: 'in', direction: 'in', party: carla });
  p.told({ type: 'webrtc-incoming', call: 'out', direction: 'out', party: { number: '1003', name: '' } });
  assert.equal(p.call('s1').id, 'out');
  assert.equal(p.call('in').phase, 'offered');
});

test('two calls that were asked for one after the other are not mixed up', () => {
  const p = up().do({ in: 'dial', to: '1', session: 's1' }).do({ in: 'dial', to: '2', session: 's2' });
  p.told({ type: 'webrtc-incoming', call: 'c1', direction: 'out', party: { number: '1', name: '' } });
  p.told({ type: 'webrtc-incoming', call: 'c2', direction: 'out', party: { number: '2', name: '' } });
  assert.deepEqual([p.call('s1').id, p.call('s2').id], ['c1', 'c2']);
});

test('hung up before the hub has made it: the call is ended as soon as it is known', () => {
  const p = up().do({ in: 'dial', to: '1003', session: 's1' }).do({ in: 'hangup', key: 's1' });
  p.took();
  p.told({ type: 'webrtc-incoming', call: 'c1', direction: 'out', party: carla });
  assert.deepEqual(p.took(), ['> hangup call=c1']);
  assert.equal(p.state.calls.filter((c) => c.phase !== 'ended').length, 0);
});

test('a refused call ends and says why; the next one is not taken for it', () => {
  const p = up().do({ in: 'dial', to: '1', session: 's1' }).do({ in: 'dial', to: '2', session: 's2' });
  p.told({ type: 'error', of: 'call', code: 'too-many', detail: 'at most 8' });
  assert.equal(p.call('s1').cause, 'refused');
  p.told({ type: 'webrtc-incoming', call: 'c2', direction: 'out', party: { number: '2', name: '' } });
  assert.equal(p.call('s2').id, 'c2');
});

test('answering a second call holds the first; taking one up again holds the other', () => {
  const p = talkingTo();
  p.told({ type: 'webrtc-incoming', call: 'c2', direction: 'in', party: { number: '1007', name: 'Grace' } });
  p.do({ in: 'answer', key: 'c2', session: 's2' });
  assert.deepEqual(p.took(), ['> hold call=c1 on=true', 'open s2']);
  assert.equal(p.state.selected, 'c2');
  p.told({ type: 'call', call: 'c1', state: 'held' }).told({ type: 'call', call: 'c2', state: 'up' });
  p.do({ in: 'hold', key: 's1', on: false });
  assert.deepEqual(p.took(), ['> hold call=c2 on=true', '> hold call=c1 on=false']);
  p.do({ in: 'attend', key: 's1', other: 'c2' });
  assert.deepEqual(p.took(), ['> transfer call=c1 other=c2']);
});

test('a call that cannot be held is neither heard nor spoken to here until it is taken up again', () => {
  const p = talkingTo();
  const no = { type: 'error', of: 'hold', code: 'refused', detail: 'it failed', call: 'c1' } as const;
  p.told({ type: 'webrtc-incoming', call: 'c2', direction: 'in', party: { number: '1007', name: 'Grace' } });
  p.do({ in: 'answer', key: 'c2', session: 's2' }).told(no);
  assert.deepEqual(p.took(), ['> hold call=c1 on=true', 'open s2', 'cut s1', 'notice cut it failed']);
  p.told({ type: 'call', call: 'c2', state: 'up' }).do({ in: 'hold', key: 'c2', on: true });
  p.told({ type: 'call', call: 'c2', state: 'held' }).do({ in: 'hold', key: 's1', on: false });
  assert.deepEqual(p.took(), ['> hold call=c2 on=true', 'cut s1']);
  assert.equal(p.call('s1').cut, false);
  p.told({ type: 'call', call: 'c1', state: 'held' }).do({ in: 'hold', key: 's1', on: false }).told(no);
  assert.deepEqual(p.took(), ['> hold call=c1 on=false', 'notice hold it failed']);
});

test('keys, mute and a blind transfer', () => {
  const p = talkingTo();
  p.do({ in: 'press', key: 's1', tone: '5' }).do({ in: 'press', key: 's1', tone: 'x' }).do({ in: 'mute', key: 's1', on: true }).do({ in: 'transfer', key: 's1', to: '1004' });
  assert.deepEqual(p.took(), ['> key call=c1 key=5', 'mute s1', '> transfer call=c1 to=1004']);
  assert.equal(p.call('s1').keys, '5');
  p.told({ type: 'call', call: 'c1', state: 'up', transfer: 'failed' });
  assert.deepEqual(p.took(), ['notice transfer-failed']);
});

test('a microphone that is refused ends the call at both ends', () => {
  const p = up().do({ in: 'dial', to: '1003', session: 's1' });
  p.told({ type: 'webrtc-incoming', call: 'c1', direction: 'out', party: carla });
  p.took();
  p.do({ in: 'failed', session: 's1', why: 'NotAllowedError' });
  assert.deepEqual(p.took(), ['> hangup call=c1', 'close s1', 'remember failed 0']);
  assert.equal(p.call('s1').detail, 'NotAllowedError');
});

test('a shaky path is given time; a lost one is restarted, again where nobody answers', () => {
  const p = talkingTo();
  p.do({ in: 'path', session: 's1', state: 'disconnected' });
  p.after(SHAKY_MS - 1);
  assert.deepEqual(p.took(), []);
  p.after(1);
  assert.deepEqual(p.took(), ['restart s1']);
  p.do({ in: 'offer', session: 's1', sdp: 'v=1', restart: true });
  assert.deepEqual(p.took(), ['> webrtc-restart session=s1 sdp=v=1']);
  p.after(RESTART_MS);
  assert.deepEqual(p.took(), ['restart s1']);
  p.do({ in: 'path', session: 's1', state: 'connected' });
  p.after(10 * RESTART_MS);
  assert.deepEqual(p.took(), []);
  assert.equal(p.call('s1').path, 'good');
});

test('one that comes back by itself in time is left alone', () => {
  const p = talkingTo().do({ in: 'path', session: 's1', state: 'disconnected' });
  p.after(SHAKY_MS / 2).do({ in: 'path', session: 's1', state: 'connected' });
  p.after(10 * SHAKY_MS);
  assert.deepEqual(p.took(), []);
});

test('consent that the server has lost is restarted', () => {
  const p = talkingTo().told({ type: 'error', of: 'webrtc-offer', code: 'lost', detail: 'restart', call: 'c1', session: 's1' });
  assert.deepEqual(p.took(), ['restart s1']);
});

test('another network: the call stays, and is restarted when the server is there again', () => {
  const p = talkingTo().do({ in: 'disconnected' }).do({ in: 'network' });
  assert.deepEqual(p.took(), []);
  assert.equal(p.call('s1').phase, 'up');
  p.do({ in: 'connected', resuming: true }).hello({ call: 'c1', session: 's1', direction: 'out', state: 'up', party: carla });
  assert.deepEqual(p.took(), ['restart s1']);
});

test('who hangs up while the server is away has hung up', () => {
  const kept: Kept = { call: 'c1', session: 's1', direction: 'out', state: 'up', party: carla };
  const p = talkingTo().do({ in: 'disconnected' }).do({ in: 'hangup', key: 's1' });
  assert.deepEqual(p.took(), ['close s1', 'remember talked 0']);
  p.do({ in: 'connected', resuming: true }).hello().hello(kept);
  assert.deepEqual(p.took(), ['> hangup call=c1']);
  assert.equal(p.state.calls.filter((c) => c.phase !== 'ended').length, 0);
});

test('a page that was loaded anew takes its call up again', () => {
  const p = new Page().do({ in: 'connected', resuming: true }).hello({ call: 'c1', session: 's1', direction: 'in', state: 'held', party: carla });
  assert.deepEqual(p.took(), ['reopen s1']);
  assert.equal(p.call('s1').held, true);
  assert.equal(p.call('s1').phase, 'up');
  p.do({ in: 'offer', session: 's1', sdp: 'v=1', restart: true });
  assert.deepEqual(p.took(), ['> webrtc-restart session=s1 sdp=v=1']);
  p.do({ in: 'speaks', session: 's1' });
  assert.deepEqual(p.took(), [], 'it is linked already');
});

test('what the server has not kept is over; before it had time to say so nothing is', () => {
  const p = talkingTo().do({ in: 'disconnected' }).do({ in: 'connected', resuming: true }).hello();
  assert.equal(p.call('s1').phase, 'up');
  p.after(SETTLE_MS);
  assert.equal(p.call('s1').cause, 'lost');
  const q = talkingTo().do({ in: 'disconnected' }).do({ in: 'connected', resuming: true }).hello();
  q.told({ type: 'error', of: 'resume', code: 'unknown-token', detail: '' });
  assert.equal(q.call('s1').cause, 'lost');
});

test('without a server nothing is dialled, and what was asked for ends', () => {
  const p = new Page().do({ in: 'dial', to: '1', session: 's0' });
  assert.deepEqual(p.took(), ['notice offline']);
  const q = up().do({ in: 'dial', to: '1', session: 's1' }).do({ in: 'disconnected' });
  assert.equal(q.call('s1').cause, 'offline');
});

test('a candidate of the house is for the session that it names', () => {
  const p = talkingTo();
  p.took();
  const { effects } = next(p.state, { in: 'told', told: { type: 'candidate', session: 's1', candidate: 'candidate:1', index: 0, ufrag: 'u' } }, 0);
  assert.deepEqual(effects, [{ do: 'candidate', session: 's1', candidate: { candidate: 'candidate:1', mid: null, index: 0, ufrag: 'u' } }]);
});

test('what belongs to no call changes nothing', () => {
  const p = talkingTo();
  const before = JSON.stringify(p.state);
  p.told({ type: 'webrtc-answer', session: 'other', sdp: 'x' });
  p.told({ type: 'candidate', session: 'other', candidate: 'x' });
  p.told({ type: 'call', call: 'other', state: 'ended' });
  p.told({ type: 'error', of: 'candidate', code: 'unknown-session', detail: '', session: 'other' });
  p.do({ in: 'path', session: 'other', state: 'failed' });
  assert.deepEqual(p.took(), []);
  assert.equal(JSON.stringify(p.state), before);
});

test('a link that is refused hangs up, and leaves nothing behind', () => {
  const p = outgoing();
  p.took();
  p.told({ type: 'error', of: 'webrtc-link', code: 'already-linked', detail: 'has one', call: 'c1', session: 's1' });
  assert.deepEqual(p.took(), ['> hangup call=c1', 'close s1', 'remember failed 0']);
});

test('a call that one listens to is connected as it comes, muted; another one rings', () => {
  const heard = { number: 'b-12', name: 'Listening in' };
  const p = up().do({ in: 'expect', number: 'b-12', name: 'A → B', session: 's1' });
  p.told({ type: 'webrtc-incoming', call: 'c0', direction: 'out', party: carla });
  assert.equal(p.call('c0').phase, 'offered');
  p.told({ type: 'webrtc-incoming', call: 'c1', direction: 'out', party: heard, listensTo: 'b-12' });
  assert.equal(p.call('c1').phase, 'connecting');
  assert.equal(p.call('c1').muted, true);
  assert.equal(p.call('c1').heard, 'A → B');
  assert.deepEqual(p.took(), ['open s1', 'mute s1']);
  p.told({ type: 'webrtc-incoming', call: 'c2', direction: 'out', party: heard, listensTo: 'b-12' });
  assert.equal(p.call('c2').phase, 'offered', 'once');
});

test('nobody else has a page open its microphone by the number of a call', () => {
  const p = up().do({ in: 'expect', number: 'b-12', name: 'A → B', session: 's1' });
  const heard = { number: 'b-12', name: 'Listening in' };
  p.told({ type: 'webrtc-incoming', call: 'c1', direction: 'out', party: heard });
  assert.equal(p.call('c1').phase, 'offered');
  p.do({ in: 'unexpect' }).told({ type: 'webrtc-incoming', call: 'c2', direction: 'out', party: heard, listensTo: 'b-12' });
  assert.equal(p.call('c2').phase, 'offered');
});

test('a third is asked for once the call is up', () => {
  const p = talkingTo();
  p.do({ in: 'join', key: 's1', to: '1005' });
  assert.deepEqual(p.took(), ['> join call=c1 to=1005']);
  p.told({ type: 'error', of: 'join', code: 'refused', detail: 'one of the two is on hold: resume first', call: 'c1' });
  assert.deepEqual(p.took(), ['notice join one of the two is on hold: resume first']);
  assert.equal(p.call('s1').phase, 'up');
  const early = outgoing();
  early.took();
  early.do({ in: 'join', key: 's1', to: '1005' });
  assert.deepEqual(early.took(), []);
});

test('whether a third comes is told, and the call stays as it is', () => {
  const p = talkingTo();
  const join = (how: string, more: object = {}) => p.told({ type: 'call', call: 'c1', state: 'up', party: carla, join: how, third: '1005', ...more });
  join('begun');
  assert.equal(p.call('s1').joining, '1005');
  join('failed', { cause: 'busy' });
  assert.equal(p.call('s1').joining, null);
  assert.deepEqual(p.took(), ['notice not-joined busy 1005']);
  join('begun');
  join('done');
  assert.equal(p.call('s1').joining, null);
  join('refused', { detail: 'three talk already' });
  assert.deepEqual(p.took(), ['notice join three talk already']);
  assert.equal(p.call('s1').phase, 'up');
});

function listening(): Page {
  const p = up().do({ in: 'expect', number: 'b-12', name: 'A → B', session: 's1' });
  p.told({ type: 'webrtc-incoming', call: 'c1', direction: 'out', party: { number: 'b-12', name: 'Listening in' }, listensTo: 'b-12' });
  p.do({ in: 'offer', session: 's1', sdp: 'v=0', restart: false }).told({ type: 'call', call: 'c1', state: 'up' });
  p.took();
  return p;
}

test('who only listens has nothing to hold, mute or give away, and is told why it ends', () => {
  const p = listening();
  for (const input of ['hold', 'mute'] as const) p.do({ in: input, key: 'c1', on: input === 'hold' });
  p.do({ in: 'press', key: 'c1', tone: '5' }).do({ in: 'transfer', key: 'c1', to: '1003' }).do({ in: 'join', key: 'c1', to: '1003' });
  assert.deepEqual(p.took(), []);
  assert.equal(p.call('c1').muted, true);
  p.told({ type: 'call', call: 'c1', state: 'ended', cause: 'normal', detail: 'the call went on elsewhere' });
  assert.deepEqual(p.took(), ['notice listen-ended the call went on elsewhere', 'close s1'], 'and it is no call to be listed');
});

test('who hangs up itself is told nothing, and who talks listens no more', () => {
  assert.deepEqual(listening().do({ in: 'hangup', key: 'c1' }).took(), ['> hangup call=c1', 'close s1']);
  assert.deepEqual(listening().do({ in: 'dial', to: '1003', session: 's2' }).took(), ['> hangup call=c1', 'close s1', '> call to=1003', 'open s2']);
});

test('a page that is loaded anew knows that it only listens, and stays muted', () => {
  const p = new Page().do({ in: 'connected', resuming: true });
  p.hello({ call: 'c1', session: 's1', direction: 'out', state: 'up', party: { number: 'b-12', name: '' }, listensTo: 'b-12' });
  assert.equal(p.call('s1').listensTo, 'b-12');
  assert.deepEqual(p.took(), ['reopen s1', 'mute s1']);
});
