/**
 * An offer that takes pauses of Opus (RFC 7587, `usedtx`): browsers play them, and do not ask for them. Whether anybody stops in silence is for the
 * house to say.
 */
export function takesPauses(offer: string): string {
  return offer.replace(/^(a=fmtp:\d+ (?!.*usedtx).*useinbandfec=1[^\r\n]*)/m, '$1;usedtx=1');
}
