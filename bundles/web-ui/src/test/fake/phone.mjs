// The phone's side of the contract, strict as the real one: call, offer, link. Media is answered by a peer page.
let ids = 0;

/** @param {{tell(o: object): void, close(): void}} page */
export class FakePhone {
  constructor(house, page) {
    this.house = house;
    this.page = page;
    this.sessions = new Map();
    this.calls = new Map();
    this.token = `t-${++ids}`;
  }

  hello(resumed = []) {
    this.page.tell({ type: 'hello', phone: 'anna', iceServers: [], resumed, token: this.token });
  }

  /** Somebody calls. */
  ring(party) {
    const call = `in-${++ids}`;
    this.calls.set(call, { party, own: false, state: 'ringing' });
    this.page.tell({ type: 'webrtc-incoming', call, direction: 'in', party });
    return call;
  }

  /** Its user shall hear a call of others. */
  listen(heard) {
    const call = `out-${++ids}`;
    const party = { number: heard, name: 'Listening in' };
    this.calls.set(call, { party, own: false, state: 'ringing', listensTo: heard });
    this.page.tell({ type: 'webrtc-incoming', call, direction: 'out', party, listensTo: heard });
    return call;
  }

  /** What is listened to is over, or went elsewhere. */
  endListening(detail) {
    for (const [call, c] of this.calls) if (c.listensTo) this.end(call, 'normal', detail);
  }

  /** Elif is busy, Frank does not answer; whoever else is asked comes, but there is room for one. */
  join(call, third) {
    const c = this.calls.get(call);
    const tell = (join, more = {}) => this.page.tell({ type: 'call', call, state: c.state, party: c.party, join, third, ...more });
    if (c.third) return tell('refused', { detail: 'three talk already' });
    tell('begun');
    const cause = { 1005: 'busy', 1006: 'no_answer' }[third];
    setTimeout(() => {
      c.third = !cause;
      if (cause) tell('failed', { cause });
      else tell('done');
    }, 500);
    return undefined;
  }

  end(call, cause = 'normal', detail = '') {
    const c = this.calls.get(call);
    if (!c) return;
    this.calls.delete(call);
    this.sessions.delete(c.session);
    this.page.tell({ type: 'call', call, state: 'ended', party: c.party, cause, detail });
  }

  show(call, state) {
    const c = this.calls.get(call);
    c.state = state;
    this.page.tell({ type: 'call', call, state, party: c.party });
  }

  kept() {
    return [...this.calls].filter(([, c]) => c.session).map(([call, c]) => ({ call, session: c.session, direction: c.own ? 'out' : 'in', state: c.state, party: c.party, ...(c.listensTo ? { listensTo: c.listensTo } : {}) }));
  }

  error(of, code, more = {}) {
    this.page.tell({ type: 'error', of, code, detail: code, ...more });
  }

  async said(m) {
    const call = this.calls.get(m.call);
    switch (m.type) {
      case 'call': {
        if (m.to === '999') return this.error('call', 'too-many');
        const id = `out-${++ids}`;
        const person = this.house.people.find((p) => p.number === m.to);
        this.calls.set(id, { party: { number: m.to, name: person?.name ?? '' }, own: true, state: 'ringing' });
        this.page.tell({ type: 'webrtc-incoming', call: id, direction: 'out', party: { number: m.to, name: '' } });
        return undefined;
      }
      case 'webrtc-offer':
        this.sessions.set(m.session, {});
        return this.answer(m);
      case 'webrtc-restart':
        if (!this.sessions.has(m.session)) return this.error(m.type, 'unknown-session', { session: m.session });
        return this.answer(m);
      case 'webrtc-link':
        if (!call) return this.error(m.type, 'unknown-call', { call: m.call, session: m.session });
        if (!this.sessions.has(m.session)) return this.error(m.type, 'unknown-session', { call: m.call, session: m.session });
        if (call.session) return this.error(m.type, 'already-linked', { call: m.call, session: m.session });
        call.session = m.session;
        this.page.tell({ type: 'linked', call: m.call, session: m.session });
        if (call.own) {
          this.show(m.call, 'ringing');
          if (call.party.number !== '1008') setTimeout(() => this.calls.has(m.call) && this.show(m.call, 'up'), 150);
        } else this.show(m.call, 'up');
        return undefined;
      case 'candidate':
        if (!this.sessions.has(m.session)) return this.error('candidate', 'unknown-session', { session: m.session });
        return undefined;
      case 'hangup':
        return this.end(m.call);
      case 'decline':
        return this.end(m.call, 'declined');
      case 'hold':
        // In a room nobody holds, as far as this house goes.
        if (call?.party.number === '8001') return this.error('hold', 'refused', { call: m.call, detail: 'it failed' });
        if (call) this.show(m.call, m.on ? 'held' : 'up');
        return undefined;
      case 'join':
        return call && this.join(m.call, m.to);
      case 'transfer':
        if (call) setTimeout(() => { this.end(m.call); if (m.other) this.end(m.other); }, 100);
        return undefined;
      default:
        return undefined;
    }
  }

  async answer(m) {
    const sdp = await this.house.peer(m.session, m.sdp);
    this.page.tell({ type: 'webrtc-answer', session: m.session, sdp });
  }
}
