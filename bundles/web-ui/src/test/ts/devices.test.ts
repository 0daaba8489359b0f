import assert from 'node:assert/strict';
import test from 'node:test';
import { Devices, type Gone } from '../../main/ts/phone/devices';
import { Microphone } from '../../main/ts/phone/microphone';
import { tellNoMore, tellOf } from '../../main/ts/phone/notify';
import { noticeText } from '../../main/ts/ui/notice-text';

const device = (kind: MediaDeviceKind, deviceId: string, label = deviceId) => ({ kind, deviceId, label }) as MediaDeviceInfo;
const DEFAULTS = [device('audioinput', 'default'), device('audiooutput', 'default'), device('audiooutput', 'communications')];

/** Lets what has been promised happen. */
const settled = () => new Promise((done) => setImmediate(done));

class FakeTrack extends EventTarget {
  readyState = 'live';
  enabled = true;

  constructor(readonly deviceId: string) {
    super();
  }

  getSettings = () => ({ deviceId: this.deviceId });
  stop = () => (this.readyState = 'ended');

  unplug(): void {
    this.stop();
    this.dispatchEvent(new Event('ended'));
  }
}

class FakeMedia extends EventTarget {
  all = [...DEFAULTS, device('audioinput', 'mic-a'), device('audioinput', 'mic-b'), device('audiooutput', 'out-a'), device('audiooutput', 'out-b')];
  opened: MediaTrackConstraints[] = [];
  tracks: FakeTrack[] = [];
  refuses = '';
  /** Gone, whatever the list says yet. */
  dead = '';

  enumerateDevices = async () => this.all;

  getUserMedia = async ({ audio }: { audio: MediaTrackConstraints }) => {
    if (this.refuses) throw new DOMException('', this.refuses);
    const wanted = (audio.deviceId as { exact: string } | undefined)?.exact ?? 'default';
    if (wanted === this.dead || !this.all.some((d) => d.deviceId === wanted)) throw { name: 'OverconstrainedError' }; // no Error everywhere
    const track = new FakeTrack(wanted);
    this.opened.push(audio);
    this.tracks.push(track);
    return { getAudioTracks: () => [track], getTracks: () => [track] };
  };

  unplug(id: string): void {
    this.all = this.all.filter((d) => d.deviceId !== id);
    this.dispatchEvent(new Event('devicechange'));
  }

  plug(d: MediaDeviceInfo): void {
    this.all = [...this.all, d];
    this.dispatchEvent(new Event('devicechange'));
  }
}

class Store {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
}

async function devices(media = new FakeMedia(), store = new Store()) {
  const made = new Devices(store, media as never);
  const gone: Gone[] = [];
  made.addEventListener('gone', (e) => gone.push((e as CustomEvent<Gone>).detail));
  await made.refresh();
  return { devices: made, media, store, gone };
}

test('what can be chosen are the devices, without those that only stand for one', async () => {
  const { devices: d } = await devices();
  assert.deepEqual(d.inputs.map((i) => i.id), ['mic-a', 'mic-b']);
  assert.deepEqual(d.outputs.map((o) => o.id), ['out-a', 'out-b']);
});

test('a choice is kept for the next time, each use its own', async () => {
  const { devices: d, store, media } = await devices();
  d.choose('microphone', 'mic-b');
  d.choose('ringer', 'out-b');
  const { devices: next } = await devices(media, store);
  assert.deepEqual([next.choice('microphone'), next.choice('speaker'), next.choice('ringer')], ['mic-b', '', 'out-b']);
  store.setItem('patchbay.devices', '{broken');
  assert.equal((await devices(media, store)).devices.choice('microphone'), '');
});

test('before anything is told of devices the choice holds; nothing counts as unplugged', async () => {
  const store = new Store();
  store.setItem('patchbay.devices', '{"speaker":"out-b"}');
  const media = new FakeMedia();
  const known = media.all;
  const { devices: d, gone } = await devices(media, store);
  media.all = [device('audioinput', ''), device('audiooutput', '')];
  await d.refresh();
  assert.equal(d.choice('speaker'), 'out-b');
  media.all = known;
  await d.refresh();
  assert.deepEqual(gone, []);
});

test('one that is unplugged is told by its name once, is not used, and is again when it is back', async () => {
  const { devices: d, media, gone } = await devices();
  d.choose('speaker', 'out-b');
  d.choose('ringer', 'out-a');
  media.unplug('out-b');
  await settled();
  media.dispatchEvent(new Event('devicechange'));
  await settled();
  assert.deepEqual(gone, [{ use: 'speaker', label: 'out-b' }]);
  assert.deepEqual([d.choice('speaker'), d.choice('ringer')], ['', 'out-a']);
  media.plug(device('audiooutput', 'out-b'));
  await settled();
  assert.equal(d.choice('speaker'), 'out-b');
});

test('an element is sent where it is to sound, and one that cannot be sounds on', async () => {
  const { devices: d } = await devices();
  (globalThis as { HTMLMediaElement?: unknown }).HTMLMediaElement = class {
    setSinkId() {}
  };
  const sent: string[] = [];
  const element = (sinkId: string, refuses = false) => ({ sinkId, setSinkId: async (id: string) => (refuses ? Promise.reject(new Error()) : void sent.push(id)) });
  d.choose('speaker', 'out-b');
  await d.sendTo(element(''), 'speaker');
  await d.sendTo(element('out-b'), 'speaker');
  await d.sendTo(element(''), 'ringer');
  await d.sendTo(element('', true), 'speaker');
  assert.deepEqual(sent, ['out-b']);
});

/** A call that speaks by the microphone which was opened first. */
async function speaking(chosen = '') {
  const made = await devices();
  if (chosen) made.devices.choose('microphone', chosen);
  const told: string[] = [];
  let input: MediaStream | undefined;
  const media = {
    get input() {
      return input;
    },
    use: (stream: MediaStream) => void (input = stream),
  };
  const microphone = new Microphone(made.devices, media, { changed: () => told.push('changed'), failed: (why) => told.push(why) });
  made.devices.addEventListener('change', () => void microphone.follow());
  input = await microphone.open();
  await settled();
  const speaks = () => (input!.getAudioTracks()[0] as unknown as FakeTrack).deviceId;
  return { ...made, microphone, told, speaks };
}

test('another microphone that is chosen speaks, and that of the system again', async () => {
  const { devices: d, media, told, speaks } = await speaking();
  d.choose('microphone', 'mic-b');
  await settled();
  assert.equal(speaks(), 'mic-b');
  d.choose('speaker', 'out-a');
  await settled();
  d.choose('microphone', '');
  await settled();
  assert.equal(speaks(), 'default');
  assert.deepEqual(told, ['changed', 'changed']);
  assert.equal(media.opened.length, 3, 'each once');
});

test('what is chosen while one is being opened is opened after it', async () => {
  const { devices: d, media, speaks } = await speaking();
  d.choose('microphone', 'mic-b');
  d.choose('microphone', 'mic-a');
  await settled();
  assert.equal(speaks(), 'mic-a');
  assert.equal(media.opened.length, 3);
});

test('a browser that gives another one than it was asked for is asked once', async () => {
  const { devices: d, media } = await speaking();
  media.getUserMedia = ((get) => async (wish) => get({ audio: { ...wish.audio, deviceId: { exact: 'mic-a' } } }))(media.getUserMedia);
  d.choose('microphone', 'mic-b');
  await settled();
  await d.refresh();
  await settled();
  assert.equal(media.opened.length, 2);
});

test('a microphone that is unplugged is replaced, whether its end or the list is told first', async () => {
  for (const endFirst of [true, false]) {
    const { media, speaks, told, gone } = await speaking('mic-b');
    const steps = [() => media.tracks[0]!.unplug(), () => media.unplug('mic-b')];
    media.dead = 'mic-b';
    for (const step of endFirst ? steps : steps.reverse()) {
      step();
      await settled();
    }
    assert.equal(speaks(), 'default', `${endFirst}`);
    assert.deepEqual(told, ['changed']);
    assert.deepEqual(gone, [{ use: 'microphone', label: 'mic-b' }]);
    media.dead = '';
    media.plug(device('audioinput', 'mic-b'));
    await settled();
    assert.equal(speaks(), 'mic-b', 'it is back');
  }
});

test('one that is held by another program is not passed over in silence', async () => {
  const { devices: d, media, told, speaks } = await speaking();
  media.refuses = 'NotReadableError';
  d.choose('microphone', 'mic-b');
  await settled();
  assert.deepEqual([told, speaks()], [['NotReadableError'], 'default']);
});

test('where no other one is to be had, that is said', async () => {
  const { media, told } = await speaking();
  media.refuses = 'NotFoundError';
  media.tracks[0]!.unplug();
  await settled();
  assert.deepEqual(told, ['NotFoundError']);
});

test('notices of devices name them', () => {
  const text = (code: string, detail: string, who = '') => noticeText({ code, detail, who }, () => '');
  assert.equal(text('unplugged', 'speaker', 'Headset'), 'The speaker “Headset” was unplugged. The one of the system is used.');
  assert.equal(text('microphone', 'NotFoundError'), 'No microphone found.');
  assert.equal(text('microphone', 'OddError'), 'The microphone could not be opened.');
});

// ---- notifications

class FakeNotification {
  static permission = 'granted';
  static shown: FakeNotification[] = [];
  static throws = false;
  closed = false;
  onclick: (() => void) | null = null;

  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    if (FakeNotification.throws) throw new TypeError('Illegal constructor');
    FakeNotification.shown.push(this);
  }

  close = () => (this.closed = true);
}

function background(permission = 'granted') {
  FakeNotification.permission = permission;
  FakeNotification.shown = [];
  FakeNotification.throws = false;
  const page = { visibilityState: 'hidden' };
  let focused = 0;
  Object.assign(globalThis, { Notification: FakeNotification, document: page, window: { Notification: FakeNotification, focus: () => focused++ } });
  return { page, shown: FakeNotification.shown, focused: () => focused };
}

test('a call is told of behind other windows, with the number of who has a name, and taken back', () => {
  const { shown, page } = background();
  tellOf({ name: 'Carla', number: '1003' });
  assert.deepEqual(shown.map((n) => [n.title, n.options.body]), [['Call from Carla', '1003']]);
  tellOf({ name: '', number: '+4930' });
  assert.deepEqual(shown.map((n) => [n.title, n.closed]), [['Call from Carla', true], ['Call from +4930', false]]);
  page.visibilityState = 'visible';
  tellOf({ name: 'Dmitri', number: '1004' });
  assert.deepEqual(shown.map((n) => n.closed), [true, true], 'what rings now is seen, and the other does not ring any more');
  tellNoMore();
});

test('a click leads to the page', () => {
  const { shown, focused } = background();
  tellOf({ name: 'Carla', number: '1003' });
  shown[0]!.onclick!();
  assert.deepEqual([focused(), shown[0]!.closed], [1, true]);
});

test('nobody is told without leave, nor where a browser has none for pages', () => {
  for (const permission of ['denied', 'default']) {
    const { shown } = background(permission);
    tellOf({ name: 'Carla', number: '1003' });
    assert.deepEqual(shown, []);
  }
  background();
  FakeNotification.throws = true;
  tellOf({ name: 'Carla', number: '1003' });
  tellNoMore();
});
