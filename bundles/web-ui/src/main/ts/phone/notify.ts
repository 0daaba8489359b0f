import type { Party } from '../api/model';
import { EN, fill } from '../strings';

let shown: Notification | undefined;

export function notificationsPossible(): boolean {
  return 'Notification' in window;
}

/** Tells of a call where the page is not looked at; a click leads to it. */
export function tellOf(party: Party): void {
  if (!notificationsPossible() || Notification.permission !== 'granted' || document.visibilityState === 'visible') return;
  shown?.close();
  shown = new Notification(fill(EN.phone.incomingFrom, { who: party.name || party.number || EN.phone.anonymous }), {
    body: party.name ? party.number : '',
    tag: 'patchbay-call',
    requireInteraction: true,
    icon: '/icon.svg',
  });
  shown.onclick = () => {
    window.focus();
    shown?.close();
  };
}

export function tellNoMore(): void {
  shown?.close();
  shown = undefined;
}
