import type { FromPage, ToPage } from '../view.ts';

const AGAIN_MS = 1000;

/** The page's side of the socket, which is opened again whenever it breaks. */
export class Connection {
  readonly #onMessage: (message: ToPage) => void;
  readonly #onState: (isOpen: boolean) => void;
  #socket: WebSocket | null = null;
  #isOver = false;

  constructor(on: {
    readonly message: (message: ToPage) => void;
    /** Told whenever it opens or breaks. */
    readonly state: (isOpen: boolean) => void;
  }) {
    this.#onMessage = on.message;
    this.#onState = on.state;
    this.#open();
  }

  send(message: FromPage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** There is nothing to connect to any more. */
  stop(): void {
    this.#isOver = true;
  }

  #open(): void {
    const address = new URL('live', location.href);
    address.protocol = 'ws:';
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#onState(true));
    socket.addEventListener('message', ({ data }) => this.#onMessage(JSON.parse(String(data)) as ToPage));
    socket.addEventListener('close', () => {
      this.#onState(false);
      if (!this.#isOver) setTimeout(() => this.#open(), AGAIN_MS);
    });
  }
}
