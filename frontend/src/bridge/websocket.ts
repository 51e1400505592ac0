import { RpcError } from './errors';
import { type Transport, Wire } from './transport';

/** Milliseconds between attempts to reach the host again. */
const RETRY = 1_000;

interface Waiting {
  resolve(text: string): void;
  reject(error: RpcError): void;
}

/** Speaks to `torrpeddo engine` during development: answers and events share one socket. */
export class WebSocketTransport extends Wire implements Transport {
  #url: string;
  #socket: WebSocket;
  #opened: Promise<void>;
  #waiting = new Map<number, Waiting>();

  constructor(url: string) {
    super();
    this.#url = url;
    this.#socket = new WebSocket(url);
    this.#opened = this.#attend(this.#socket);
  }

  async send(text: string): Promise<string> {
    await this.#opened;
    const { id } = JSON.parse(text) as { id: number };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(text);
    });
  }

  #attend(socket: WebSocket): Promise<void> {
    socket.addEventListener('message', ({ data }) => {
      this.#receive(data as string);
    });
    socket.addEventListener('close', () => {
      this.#lose();
    });
    const opened = new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => {
        this.become('connected');
        resolve();
      });
      socket.addEventListener('close', () => {
        reject(RpcError.notConnected());
      });
    });
    opened.catch(() => undefined);
    return opened;
  }

  #receive(text: string): void {
    const message = JSON.parse(text) as { id?: number; method?: string; params?: unknown };
    if (message.method === 'event') {
      this.deliver(JSON.stringify(message.params));
    } else if (message.id !== undefined) {
      this.#waiting.get(message.id)?.resolve(text);
      this.#waiting.delete(message.id);
    } else {
      this.deliver(text);
    }
  }

  #lose(): void {
    this.become('lost');
    for (const { reject } of this.#waiting.values()) reject(RpcError.notConnected());
    this.#waiting.clear();
    setTimeout(() => {
      this.#socket = new WebSocket(this.#url);
      this.#opened = this.#attend(this.#socket);
    }, RETRY);
  }
}
