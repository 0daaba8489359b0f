// A small house for the tests of the pages and for looking at them: node src/test/fake/server.mjs PAGES [PORT] [ADDRESS]
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { calls, devices, happened, people, rooms, scripts, trunks } from './house.mjs';
import { FakePhone } from './phone.mjs';

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', json: 'application/json', txt: 'text/plain' };
const CSP = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
const ROLES = { anna: 'operator', root: 'admin', uwe: 'user' };

export class FakeHouse {
  constructor(pages) {
    this.pages = pages;
    this.people = people;
    this.calls = calls();
    this.lists = { users: people, devices, trunks, rooms, scripts };
    this.boot = 'boot-1';
    this.number = 100;
    this.kept = [];
    this.log = [];
    this.commands = [];
    this.askedFor = [];
    this.signedIn = null;
    this.viewers = new Set();
    this.phones = new Set();
    this.leftPhones = new Map();
    this.peers = new Map();
    /** Whether it does not answer (true), or a status with which it answers whatever it is asked. */
    this.failing = false;
    /** What is not answered yet, by name, and until when. */
    this.stalled = new Map();
    this.server = http.createServer((q, r) => void this.http(q, r));
    this.sockets = new WebSocketServer({ noServer: true });
    this.slowMs = 0;
    this.server.on('upgrade', (q, s, head) => this.failing === true && q.url !== '/peer' ? s.destroy() : setTimeout(() => this.sockets.handleUpgrade(q, s, head, (ws) => this.connected(q.url, ws)), this.slowMs));
    this.timer = setInterval(() => this.levels(), 200);
  }

  listen(port, address) {
    return new Promise((done) => this.server.listen(port, address, () => done(this.server.address().port)));
  }

  close() {
    clearInterval(this.timer);
    this.sockets.clients.forEach((c) => c.terminate());
    this.server.close();
  }

  /** A part of REST, or `events`, does not answer until what this gives is called. */
  stall(name) {
    let goOn;
    this.stalled.set(name, new Promise((done) => { goOn = done; }));
    return () => {
      this.stalled.delete(name);
      goOn();
    };
  }

  /** As one that is switched off: who is connected is cut off, and nobody gets through. */
  fail() {
    this.failing = true;
    this.sockets.clients.forEach((c) => c !== this.peerSocket && c.terminate());
  }

  /** What is told to all who look, with its number. */
  event(event, at = Date.now()) {
    const e = { type: 'event', number: ++this.number, at, event };
    this.kept.push(e);
    this.viewers.forEach((v) => v.tell(e));
  }

  peer(session, sdp) {
    return new Promise((done) => {
      this.peers.set(session, done);
      this.peerSocket?.send(JSON.stringify({ session, sdp }));
    });
  }

  async http(q, r) {
    const url = new URL(q.url, 'http://fake');
    if (url.pathname.startsWith('/api/v1/')) return this.rest(q, r, url);
    if (url.pathname === '/peer.html') {
      r.writeHead(200, { 'content-type': TYPES.html });
      return r.end(fs.readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), 'peer.html')));
    }
    let file = path.join(this.pages, path.normalize(url.pathname));
    if (!file.startsWith(this.pages) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      if (path.extname(url.pathname)) { r.writeHead(404); return r.end(); }
      file = path.join(this.pages, 'index.html');
    }
    r.writeHead(200, { 'content-type': TYPES[path.extname(file).slice(1)] ?? 'application/octet-stream', 'content-security-policy': CSP, 'x-content-type-options': 'nosniff' });
    return r.end(fs.readFileSync(file));
  }

  async rest(q, r, url) {
    const say = (status, body) => {
      r.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
      r.end(body === undefined ? '' : JSON.stringify(body));
    };
    const problem = (status, title, detail = '') => say(status, { type: 'about:blank', title, status, detail });
    let text = '';
    for await (const chunk of q) text += chunk;
    const body = text ? JSON.parse(text) : {};
    const [, , , name, id, more] = url.pathname.split('/');
    await this.stalled.get(name);
    if (this.failing === true) return q.socket.destroy();
    if (this.failing) return problem(this.failing, 'Unavailable');
    if (name === 'session') {
      if (q.method === 'POST') {
        if (body.password !== 'correct horse' || !ROLES[body.user]) return problem(401, 'Unauthorized');
        this.signedIn = { user: body.user, name: people.find((p) => p.id === body.user)?.name ?? body.user, role: ROLES[body.user], csrf: 'csrf-1', phone: body.user, mayListen: this.mayListen };
      } else if (q.method === 'DELETE') {
        this.signedIn = null;
        return say(204);
      }
      return this.signedIn ? say(200, this.signedIn) : say(204);
    }
    if (!this.signedIn) return problem(401, 'Unauthorized');
    if (q.method !== 'GET' && q.headers['x-csrf'] !== 'csrf-1') return problem(403, 'Forbidden', 'no X-CSRF');
    if (name === 'calls' && more === 'commands') {
      this.commands.push({ call: id, ...body });
      if (this.refuses) return problem(409, 'Conflict', this.refuses);
      if (body.command === 'listen') this.phones.forEach((p) => p.listen(id));
      return say(200, { call: id });
    }
    if (name === 'calls') this.askedFor.push(id ?? url.searchParams.get('id'));
    if (name === 'calls' && id) {
      const call = this.calls.find((c) => c.id === id);
      return call ? say(200, call) : problem(404, 'Not Found');
    }
    const ids = url.searchParams.get('id')?.split(',');
    const items = name === 'calls' ? this.calls.filter((c) => !ids || ids.includes(c.id)) : this.lists[name];
    return items ? say(200, { items }) : problem(404, 'Not Found');
  }

  connected(url, ws) {
    const tell = (o) => ws.readyState === 1 && ws.send(JSON.stringify(o));
    if (url === '/peer') {
      this.peerSocket = ws;
      ws.on('message', (d) => {
        const m = JSON.parse(d);
        this.peers.get(m.session)?.(m.sdp);
      });
    } else if (!this.signedIn) ws.close(1008, 'sign in');
    else if (url === '/api/v1/events') this.viewer(ws, tell);
    else this.phone(ws, tell);
  }

  viewer(ws, tell) {
    const viewer = { tell, levels: false, close: () => ws.terminate() };
    ws.on('message', async (d) => {
      const m = JSON.parse(d);
      await this.stalled.get('events');
      if (m.type === 'levels') viewer.levels = m.on;
      if (m.type !== 'begin') return;
      this.log.push(m);
      this.viewers.add(viewer);
      const missed = this.kept.filter((e) => e.number > m.number);
      if (m.boot === this.boot && m.number !== undefined && missed.length === this.number - m.number) {
        tell({ type: 'begun', boot: m.boot, number: m.number });
        missed.forEach(tell);
      } else tell({ type: 'snapshot', boot: this.boot, number: this.number, calls: this.calls, ...this.lists, users: undefined });
    });
    ws.on('close', () => this.viewers.delete(viewer));
  }

  phone(ws, tell) {
    let phone = new FakePhone(this, { tell, close: () => ws.close() });
    this.phones.add(phone);
    phone.hello();
    ws.on('message', (d) => {
      const m = JSON.parse(d);
      this.log.push(m);
      if (m.type === 'resume') {
        const left = this.leftPhones.get(m.token);
        if (left) {
          this.leftPhones.delete(m.token);
          this.phones.delete(phone);
          left.page = phone.page;
          phone = left;
          this.phones.add(phone);
          phone.hello(phone.kept());
        } else phone.error('resume', 'unknown-token');
        return;
      }
      void phone.said(m);
    });
    ws.on('close', () => {
      this.phones.delete(phone);
      this.leftPhones.set(phone.token, phone);
    });
  }

  levels() {
    const of = (call) => Object.fromEntries(call.legs.filter((l) => l.levelDb !== undefined && !l.muted).map((l) => [l.id, this.still ? l.levelDb : l.levelDb - Math.random() * 14]));
    const told = { type: 'levels', calls: Object.fromEntries(this.calls.map((c) => [c.id, of(c)])) };
    this.viewers.forEach((v) => v.levels && v.tell(told));
  }
}

export const EVENTS = happened;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const house = new FakeHouse(path.resolve(process.argv[2]));
  const address = process.argv[4] ?? '127.0.0.1';
  const port = await house.listen(Number(process.argv[3] ?? 8080), address);
  console.log(`http://${address}:${port}/  anna, root or uwe; correct horse`);
}
