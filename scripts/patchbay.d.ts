// What call scripts find, for editors: put
//   /// <reference path="../patchbay.d.ts" />
// at the top of a script, or a jsconfig.json with {"compilerOptions": {"checkJs": true}} in this folder.
//
//   routing/*.mjs   export function outbound(call: RoutedCall, pbx: Pbx): Decision
//                   export function inbound(call: RoutedCall, pbx: Pbx): Decision
//   apps/*.mjs      export const number: string | string[]
//                   export async function run(call: Call, pbx: Pbx): Promise<void>
//   *.test.mjs      script, test, assert, assertEquals, assertPlan, call, pbx

/** Whom to reach: `user:anna`, `group:sales`, `device:1001`, `trunk:acme/+4930123`. */
type Target = `${string}:${string}`;

interface Party {
  number: string;
  name: string;
}

interface CallFacts {
  /** The call's id, as `pbx:calls` shows it. */
  readonly id: string;
  /** When the script was asked about it, in milliseconds since 1970. */
  readonly at: number;
  readonly caller: Party;
  /** The number that was dialled; `called` is the same. */
  readonly dialled: string;
  readonly called: string;
  /** Id of the calling device; missing where the call came by a trunk. */
  readonly device?: string;
  /** The calling device's user. */
  readonly user?: User;
  /** Id of the trunk that the call came by. */
  readonly trunk?: string;
  /** What a plan gave along: `{app: 'desk', mood: 'good'}` is `{mood: 'good'}`. */
  readonly args: Record<string, string>;
}

/** A call that a routing script decides about. */
type RoutedCall = CallFacts;

/** Nothing means "not mine": the next script is asked. */
type Decision = Plan | undefined | null | Promise<Plan | undefined | null>;

type Plan = RingPlan | TrunkPlan | RoomPlan | AppPlan | RejectPlan;

interface Ringing {
  /** Seconds until no answer, 1 to 3600; 30 where missing. For each target where they ring in order. */
  timeoutS?: number;
  /** Shown to the called instead of the caller's own. */
  callerId?: string | { number?: string; name?: string };
  /** What to do instead of giving the caller the outcome. */
  otherwise?: Otherwise;
}

type Otherwise = Partial<Record<'noAnswer' | 'busy' | 'declined' | 'unreachable' | 'failed', Plan>>;

interface RingPlan extends Ringing {
  /** 1 to 32 of them; the first answer wins. */
  ring: Target | Target[];
  /** Together, or one after the other; 'all' where missing. */
  strategy?: 'all' | 'order';
}

interface TrunkPlan extends Ringing {
  /** Ids of trunks, tried in their order. */
  trunk: string | string[];
  /** The number to call there; the dialled one where missing. */
  number?: string;
}

/** What `dial` takes: it rings, and otherwise rings. */
type DialPlan = (RingPlan | TrunkPlan) & {
  otherwise?: Partial<Record<'noAnswer' | 'busy' | 'declined' | 'unreachable' | 'failed', DialPlan>>;
};

interface RoomPlan {
  room: string;
}

interface AppPlan {
  /** The app's name: for a script its file name without `.mjs`. */
  app: string;
  /** What to do where it is not installed (`unreachable`) or does not take the call (`failed`). */
  otherwise?: Otherwise;
  [argument: string]: string | number | boolean | Otherwise | undefined;
}

interface RejectPlan {
  reject: RejectReason;
}

type RejectReason =
  | 'busy' | 'declined' | 'noAnswer' | 'notRegistered' | 'noCommonCodec' | 'notFound' | 'forbidden'
  | 'badRequest' | 'timeout' | 'mediaLost' | 'loop' | 'serverError' | 'unavailable';

interface User {
  id: string;
  name: string;
  number: string;
  devices: string[];
}

interface Group {
  id: string;
  number: string;
  members: Target[];
  strategy: 'all' | 'order';
  timeoutS: number;
}

interface PublicNumber {
  /** `+49301234567` */
  readonly e164: string;
  /** `0301234567`: as it is dialled in its own country. */
  readonly national: string;
  /** `DE`; empty where it belongs to no country. */
  readonly country: string;
  readonly kind: 'fixed' | 'mobile' | 'fixedOrMobile' | 'tollFree' | 'premium' | 'sharedCost' | 'voip' | 'other';
}

/** A step of a route, as etc/patchbay.json has it. */
interface Step {
  readonly ring?: readonly Target[];
  readonly strategy?: 'all' | 'order';
  readonly trunk?: readonly string[];
  readonly number?: string;
  readonly strip?: number;
  readonly prefix?: string;
  readonly form?: 'e164' | 'national';
  readonly timeoutS?: number;
  readonly callerId?: { readonly number: string; readonly name: string };
  readonly voicemail?: string;
  readonly menu?: string;
  readonly app?: string;
  readonly room?: string;
  readonly reject?: RejectReason;
  readonly otherwise?: Readonly<Partial<Record<'noAnswer' | 'busy' | 'declined' | 'unreachable' | 'failed', Step>>>;
}

interface Route extends Step {
  readonly id: string;
  readonly when: {
    readonly trunk?: readonly string[];
    readonly called?: readonly string[];
    readonly caller?: readonly string[];
    readonly hours?: string;
  };
}

/** What scripts may ask the house. Each answer is noted among the reasons of the decision. */
interface Pbx {
  /** By number, else by id. */
  user(numberOrId: string): User | undefined;
  /** By number, else by id. */
  group(numberOrId: string): Group | undefined;
  device(id: string): { id: string; user?: string } | undefined;
  /** The rooms that this number belongs to: `8123` fits `8xxx`. */
  room(number: string): { number: string; name: string } | undefined;
  trunks(): { id: string }[];
  /**
   * What was dialled as a public number, by the numbering plan of the house's country or of that one
   * (two letters of ISO 3166-1); nothing for extensions, emergency and short numbers, names.
   */
  number(dialled: string, country?: string): PublicNumber | undefined;
  /** The routes of the directory in their order; the same list until the directory changes. */
  routes(): readonly Route[];
  /** Whether these hours of the directory are open, at that moment; now where it is missing. */
  hours(id: string, at?: number | Date): { id: string; timeZone: string; open: boolean } | undefined;
  /** Whether that device is registered now. */
  registered(deviceId: string): boolean;
  now(): Date;
  /** Among the reasons of the decision, and not into the log. */
  because(...values: unknown[]): void;
  /** Into the log and among the reasons; 20 lines a decision. `console.log` is the same. */
  log(...values: unknown[]): void;
}

interface Tone {
  /** Of 20 to 20000; added up; missing for silence. */
  hz?: number | number[];
  /** Milliseconds; 1000 where missing. */
  ms?: number;
  /** Of each frequency, below full scale; -12 where missing. */
  db?: number;
}

/** Who called, who was dialled, who was joined. */
type Side = 'caller' | 'peer' | 'third';

type DialOutcome = 'answered' | 'busy' | 'declined' | 'noAnswer' | 'unreachable' | 'failed';

/**
 * A call that an app script drives. A verb that fails throws an Error with a `code`: `callGone` (the
 * caller hung up or was moved elsewhere), `badArgument`, `failed`, `stopping` (scripting is being replaced: passTo is heard, nothing else;
 * what goes on goes on, and then `run` begins anew).
 */
interface Call extends CallFacts {
  /** Lets the caller hear that somebody is alerted. */
  ring(): Promise<void>;
  answer(): Promise<void>;
  /** Plays a WAV file of data/prompts to its end: `play('welcome')` is data/prompts/welcome.wav. */
  play(prompt: string): Promise<boolean>;
  tone(tones: Tone | Tone[]): Promise<boolean>;
  /** Keys that the caller presses; fewer than `max` where time ran out. */
  collect(what?: { max?: number; terminators?: string; timeoutS?: number }): Promise<string>;
  /** Gives the caller its own voice back for that many seconds; 3600 where missing. */
  echo(seconds?: number): Promise<void>;
  /** Waits that many seconds. */
  pause(seconds: number): Promise<void>;
  /** Rings somebody, and comes back when that call is over or nobody answered. */
  dial(plan: DialPlan): Promise<DialOutcome>;
  /** Rings a third for the caller and whom it talks to; comes back when that leg is over or nobody answered. */
  join(plan: DialPlan): Promise<DialOutcome>;
  /** Ends the leg of the third, or stops ringing it; or that of who was dialled. */
  drop(who?: 'third' | 'peer'): Promise<void>;
  /** One of two who talk waits and hears music; the caller where nobody is named. */
  hold(who?: 'caller' | 'peer'): Promise<void>;
  resume(who?: 'caller' | 'peer'): Promise<void>;
  /** Plays keys (`0-9 * # A-D`) to who was dialled, or to the caller. */
  dtmf(keys: string, to?: Side): Promise<void>;
  /**
   * Gives the call to a number, as if the caller had dialled it, or to a target; the script has nothing more to
   * say afterwards. Of two who talk `leaves` is let go, who was dialled where missing.
   */
  transfer(to: Target | string, who?: { leaves?: 'caller' | 'peer' }): Promise<void>;
  /** Gives the call to a plan; the script has nothing more to say afterwards. */
  passTo(plan: Plan): Promise<void>;
  hangup(reason?: RejectReason | 'normal'): Promise<void>;
  log(...values: unknown[]): void;
}

// In *.test.mjs only.

interface TestCall extends Call {
  /** The verbs that were used, with their arguments: `[['answer'], ['echo', 600]]`. */
  done: unknown[][];
}

/** The exports of the script that lies beside the test. */
declare const script: Record<string, any>;
declare function test(name: string, fn: () => void | Promise<void>): void;
declare function assert(truth: unknown, message?: string): void;
declare function assertEquals(actual: unknown, expected: unknown, message?: string): void;
/** Fails unless the house would take it as a plan. */
declare function assertPlan(plan: unknown): void;
declare function call(facts?: {
  /** The moment of the call: '2026-03-04T10:00:00+01:00', or milliseconds; 0 where missing. */
  at?: string | number;
  caller?: string | Party;
  dialled?: string;
  device?: string;
  user?: string | Partial<User>;
  trunk?: string;
  args?: Record<string, string>;
  /** What `collect` gives, one after the other. */
  keys?: string[];
  /** What `dial` and `join` give, one after the other. */
  dials?: DialOutcome[];
  /** Every verb fails, as after the caller has hung up. */
  gone?: boolean;
}): TestCall;
declare function pbx(house?: {
  users?: Partial<User>[];
  groups?: Partial<Group>[];
  devices?: (string | { id: string; user?: string })[];
  rooms?: (string | { number: string; name: string })[];
  trunks?: (string | { id: string })[];
  /** What `number` finds, by what is dialled. */
  numbers?: Record<string, PublicNumber>;
  /** As etc/patchbay.json has them. */
  hours?: { id: string; timeZone: string; open: string[]; closed?: string[] }[];
  routes?: object[];
  /** Ids of devices that are registered. */
  registered?: string[];
  now?: string | number;
}): Pbx;
