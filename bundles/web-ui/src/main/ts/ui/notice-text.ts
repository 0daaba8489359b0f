import type { Notice } from '../phone/state';
import { EN, fill } from '../strings';

/** A notice as it is read. Pure. */
export function noticeText({ code, detail, who }: Notice, named: (number: string) => string): string {
  if (code === 'not-joined') {
    const why = EN.notJoined[detail] ?? EN.notJoined.other!;
    return `${fill(why, { who: named(who) || who })} ${EN.phone.goesOn}`;
  }
  if (code === 'unplugged') return fill(EN.unplugged[detail] ?? EN.state.failed, { who });
  if (code === 'microphone') return `${EN.microphoneErrors[detail]?.[0] ?? EN.phone.noMicrophone}.`;
  return [EN.notices[code] ?? EN.state.failed, sentence(detail)].filter(Boolean).join(' ');
}

/** What the house says of itself begins small and ends without a stop. */
export function sentence(text: string): string {
  const t = text.trim();
  return t && t[0]!.toUpperCase() + t.slice(1) + (/[.!?…]$/.test(t) ? '' : '.');
}
