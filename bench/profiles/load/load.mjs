// Routing for load tests: 2CNNNN and 3CNNNN go out by the trunk with their number kept, 8NNNNN and 9NNNNN are rooms.
export const rank = 200;

function route(call) {
  const number = call.dialled;
  if (/^[23]\d{5}$/.test(number)) return { trunk: ['load'], number, timeoutS: 60 };
  if (/^[89]\d{5}$/.test(number)) return { room: number };
  return undefined;
}

export const inbound = route;
export const outbound = route;
