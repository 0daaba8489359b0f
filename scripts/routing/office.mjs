// Who is reached by which number. Saved is live: the next call gets the new version.
// Returning nothing means "not mine": the next script is asked, then the apps by their numbers.

// After the declared routes (90) and scripts of one's own (100).
export const rank = 80;

const RING_SECONDS = 30;

// Somebody of the directory who has that number: a user, a group or a room.
function inDirectory(number, pbx) {
  const user = pbx.user(number);
  if (user) return { ring: [`user:${user.id}`], timeoutS: RING_SECONDS };

  const group = pbx.group(number);
  if (group) return { ring: [`group:${group.id}`], timeoutS: group.timeoutS };

  if (pbx.room(number)) return { room: number };
}

// A number of the world outside: 0…, +…, or six digits and more.
function isExternal(number) {
  return /^(0\d+|\+\d+|\d{6,})$/.test(number);
}

// Calls of our own devices.
export function outbound(call, pbx) {
  const number = call.dialled;
  const plan = inDirectory(number, pbx);
  if (plan) return plan;

  const device = pbx.device(number);
  if (device) return { ring: [`device:${device.id}`], timeoutS: RING_SECONDS };

  if (isExternal(number)) {
    const [first] = pbx.trunks();
    if (first) return { trunk: [first.id], number };
  }
}

// Calls that come by a trunk: to the directory, and never out by a trunk again.
export function inbound(call, pbx) {
  return inDirectory(call.dialled, pbx) ?? { reject: 'notFound' };
}
