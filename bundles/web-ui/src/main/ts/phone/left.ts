import type { Left, PhoneCall, PhoneState } from './state';

const KEY = 'patchbay.left';

/** By session; nothing of a call that is as any other. */
export function leaves(state: PhoneState): Record<string, Left> {
  const left = { ...state.left };
  for (const c of state.calls) {
    if (c.session && c.phase !== 'ended' && (c.muted || c.cut || c.heard)) left[c.session] = of(c);
  }
  return left;
}

export function read(storage: Pick<Storage, 'getItem'>): Record<string, Left> {
  try {
    return (JSON.parse(storage.getItem(KEY) ?? '{}') ?? {}) as Record<string, Left>;
  } catch {
    return {};
  }
}

export function write(storage: Pick<Storage, 'setItem'>, left: Record<string, Left>): void {
  storage.setItem(KEY, JSON.stringify(left));
}

function of({ muted, cut, heard }: PhoneCall): Left {
  return { muted, cut, heard };
}
