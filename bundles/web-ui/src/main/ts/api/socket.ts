import { backoffMs } from './backoff';

export interface SocketListener {
  opened(): void;
  said(message: Record<string, unknown>): void;
  /** It is gone; tried again in that many ms, or never where `null`. */
  closed(retryInMs: number | null, code: number): void;
}

/** A WebSocket of JSON objects that comes back by itself until it is closed. */
export class JsonSocket {
  private socket: WebSocket | undefined;
  private attempt = 0;
  private timer: number | undefined;
  private ended = false;

  constructor(
    private readonly path: string,
    private readonly listener: SocketListener,
  ) {}

  open(): void {
    this.ended = false;
    clearTimeout(this.timer);
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) {
      return;
    }
    const url = new URL(this.path, location.href);
    url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.onopen = () => {
      this.attempt = 0;
      this.listener.opened();
    };
    socket.onmessage = (e) => this.take(e.data);
    socket.onclose = (e) => {
      if (this.socket === socket) {
        this.lost(e.code);
      }
    };
  }

  /** Where the network is known to be another one: does not wait for what the old socket finds out. */
  reopen(): void {
    const old = this.socket;
    this.socket = undefined;
    old?.close();
    this.open();
  }

  say(message: object): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.socket.send(JSON.stringify(message));
    return true;
  }

  close(): void {
    this.ended = true;
    clearTimeout(this.timer);
    const old = this.socket;
    this.socket = undefined;
    old?.close(1000);
  }

  private take(data: unknown): void {
    let message: unknown;
    try {
      message = JSON.parse(String(data));
    } catch {
      return;
    }
    if (typeof message === 'object' && message !== null && !Array.isArray(message)) {
      this.listener.said(message as Record<string, unknown>);
    }
  }

  private lost(code: number): void {
    this.socket = undefined;
    // 1008 and 4401: whoever we are may not; to come again changes nothing.
    if (this.ended || code === 1008 || code === 4401) {
      this.listener.closed(null, code);
      return;
    }
    const wait = backoffMs(this.attempt++, Math.random());
    this.timer = window.setTimeout(() => this.open(), wait);
    this.listener.closed(wait, code);
  }
}
