import type { Party } from '../api/model';
import { EN, fill } from '../strings';

let shown: Notification | undefined;

export function notificationsPossible(): boolean {
  return 'Notification' in window;
}

/** Tells of a call where the page is not looked at; a click leads to it. What it told before is taken back. */
export function tellOf(party: Party): void {
  tellNoMore();
  if (!notificationsPossible() || Notification.permission !== 'granted' || document.visibilityState === 'visible') return;
  const one = made(party);
  if (!one) return;
  shown = one;
  one.onclick = () => {
    window.focus();
    one.close();
  };
}

export function tellNoMore(): void {
  shown?.close();
  shown = undefined;
}

/** Browsers of telephones have none for pages, and throw. */
function made(party: Party): Notification | undefined {
  try {
    return new Notification(fill(EN.phone.incomingFrom, { who: party.name || party.number || EN.phone.anonymous }), {
      body: party.name ? party.number : '',
      tag: 'patchbay-call',
      requireInteraction: true,
      icon: '/icon.svg',
    });
  } catch {
    return undefined;
  }
}
