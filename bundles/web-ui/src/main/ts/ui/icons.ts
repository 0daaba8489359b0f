import { html, svg, type TemplateResult } from 'lit';

/** Drawn for these pages on a grid of 24, by strokes of one width. */
const ICONS = {
  phone: svg`<path d="M6.2 3.5h2.5l1.6 4-2 1.6a12 12 0 0 0 6.6 6.6l1.6-2 4 1.6v2.5a2.2 2.2 0 0 1-2.4 2.2A16.2 16.2 0 0 1 4 5.9a2.2 2.2 0 0 1 2.2-2.4Z"/>`,
  hangup: svg`<path d="M3 14.5c0-1.1.5-2 1.4-2.6a14 14 0 0 1 15.2 0c.9.6 1.4 1.5 1.4 2.6v1a1 1 0 0 1-1.2 1l-3.4-.8a1 1 0 0 1-.8-.9l-.2-2a12 12 0 0 0-6.8 0l-.2 2a1 1 0 0 1-.8.9l-3.4.8a1 1 0 0 1-1.2-1Z"/>`,
  now: svg`<circle cx="12" cy="12" r="3.2"/><circle cx="4.5" cy="6" r="1.8"/><circle cx="19.5" cy="6" r="1.8"/><circle cx="12" cy="20.5" r="1.8"/><path d="M6 7.2 9.5 10M18 7.2 14.5 10M12 15.200v3.5"/>`,
  house: svg`<path d="M3.5 11 12 4l8.5 7M5.5 9.500V20h13V9.500M10 20v-5.500h4V20"/>`,
  mic: svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.500a6.5 6.5 0 0 0 13 0M12 18v3"/>`,
  micOff: svg`<path d="M9 9V6a3 3 0 0 1 6 0v5m-.9 2.200A3 3 0 0 1 9 11.800M5.5 11.500a6.5 6.5 0 0 0 10.8 4.900M18.5 11.500a6 6 0 0 1-.5 2.400M12 18v3M4 4l16 16"/>`,
  pause: svg`<path d="M8.5 5v14M15.5 5v14"/>`,
  play: svg`<path d="M7 4.500v15l12-7.500Z"/>`,
  keypad: svg`<path d="M5.5 5.500h.01M12 5.500h.01M18.5 5.500h.01M5.5 12h.01M12 12h.01M18.5 12h.01M5.5 18.500h.01M12 18.500h.01M18.5 18.500h.01" stroke-width="3.2"/>`,
  transfer: svg`<path d="M4 8h13M13.5 4.5 17 8l-3.5 3.500M20 16H7M10.5 12.5 7 16l3.5 3.5"/>`,
  add: svg`<circle cx="9.5" cy="8" r="3.5"/><path d="M3 20c.5-4 3-6 6.5-6s6 2 6.5 6M18.5 7v6M15.5 10h6"/>`,
  people: svg`<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M15.5 4.800a3.5 3.5 0 0 1 0 6.400M18 14.500c2 .8 3.2 2.7 3.5 5.5"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.500l3.5 2"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`,
  erase: svg`<path d="M8.5 5.500H20v13H8.500L3 12ZM12 9.500l5 5M17 9.500l-5 5"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  more: svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3"/>`,
  inbound: svg`<path d="M18 6 7 17M7 9v8h8"/>`,
  outbound: svg`<path d="M6 18 17 7M9 7h8v8"/>`,
  missed: svg`<path d="m5 8 7 7 8-8M5 14V8h6"/>`,
  volume: svg`<path d="M4 9.500v5h3.500L12 18.500v-13L7.5 9.500ZM15.5 9a4.5 4.5 0 0 1 0 6M18 6a8.5 8.5 0 0 1 0 12"/>`,
  bell: svg`<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.5 1.500h-15ZM10 20.500h4"/>`,
  bellOff: svg`<path d="M18 14.500V11a6 6 0 0 0-9.3-5M6 9.500V16.500L4.5 18H17M10 20.500h4M4 4l16 16"/>`,
  signal: svg`<path d="M4 19v-3M9 19v-6M14 19V9M19 19V5" stroke-width="2.4"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2.500v2M12 19.500v2M2.5 12h2M19.5 12h2M5.3 5.300l1.4 1.400M17.3 17.300l1.4 1.400M18.7 5.300l-1.4 1.400M6.7 17.300l-1.4 1.4"/>`,
  moon: svg`<path d="M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10Z"/>`,
  auto: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 3.500v17a8.5 8.5 0 0 0 0-17Z" fill="currentColor" stroke="none"/>`,
  out: svg`<path d="M14 4.500H5.500v15H14M10 12h10.500M17 8.500l3.5 3.5-3.5 3.5"/>`,
  device: svg`<rect x="4" y="4" width="16" height="16" rx="3"/><path d="M8 8v8M12 8h4M12 12h.01M16 12h.01M12 16h.01M16 16h.01"/>`,
  trunk: svg`<path d="M3 12h4l2-5 3 10 3-10 2 5h4"/>`,
  room: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.600l1.5 1.500M16.9 16.900l1.5 1.500M5.6 18.400l1.5-1.500M16.9 7.100l1.5-1.5"/>`,
  script: svg`<path d="m9 8-4.5 4L9 16M15 8l4.5 4L15 16M13 5l-2 14"/>`,
  events: svg`<path d="M8.5 6H20M8.5 12H20M8.5 18H20M4 6h.01M4 12h.01M4 18h.01"/>`,
  lock: svg`<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
  ear: svg`<path d="M7 9a5 5 0 0 1 10 0c0 3.500-3.5 4.500-3.5 7.500a3 3 0 0 1-5.5 1.700M10 9a2 2 0 0 1 4 0c0 1.700-1.800 2-1.800 3.500"/>`,
  eye: svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.8"/>`,
  warn: svg`<path d="M12 4 2.5 20h19ZM12 10v5M12 17.500h.01"/>`,
  swap: svg`<path d="M7 4v15M3.5 15.5 7 19l3.5-3.500M17 20V5M13.5 8.5 17 5l3.5 3.5"/>`,
  check: svg`<path d="m5 12.5 4.5 4.500L19 7"/>`,
} as const;

export type IconName = keyof typeof ICONS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${ICONS[name]}</svg>`;
}

/** Two jacks and the cord between them. */
export const logo = html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <rect width="32" height="32" rx="9" fill="#0f6f66" />
  <path d="M9.5 11c0 9 13 1 13 10" fill="none" stroke="#ffd9a0" stroke-width="2.6" stroke-linecap="round" />
  <circle cx="9.5" cy="9.5" r="3.6" fill="none" stroke="#fff" stroke-width="2.2" />
  <circle cx="22.5" cy="22.5" r="3.6" fill="none" stroke="#fff" stroke-width="2.2" />
</svg>`;
