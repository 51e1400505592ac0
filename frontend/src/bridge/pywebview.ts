import { RpcError } from './errors';
import { type Transport, Wire } from './transport';

/** Milliseconds to wait for the window to offer its bridge. */
const PATIENCE = 10_000;

type Rpc = (text: string) => Promise<string>;

declare global {
  interface Window {
    pywebview?: { api?: { rpc?: Rpc } };
    /** Called by the host with the JSON text of an array of events, or of a single one. */
    torrpeddo?: { receive(text: string): void };
  }
}

/** Speaks to the Python that opened this window. */
export class PywebviewTransport extends Wire implements Transport {
  #rpc: Promise<Rpc>;

  constructor() {
    super();
    window.torrpeddo = {
      receive: (text) => {
        this.deliver(text);
      },
    };
    this.#rpc = findRpc();
    this.#rpc.then(
      () => {
        this.become('connected');
      },
      () => {
        this.become('lost');
      },
    );
  }

  async send(text: string): Promise<string> {
    const rpc = await this.#rpc;
    try {
      const answer = await rpc(text);
      this.become('connected');
      return answer;
    } catch {
      // The host answers whatever it is sent; a call that fails has not reached it.
      this.become('lost');
      throw RpcError.notConnected();
    }
  }
}

/** The bridge, which may be bound before this page runs or announce itself later. */
function findRpc(): Promise<Rpc> {
  const bound = () => window.pywebview?.api?.rpc;
  const rpc = bound();
  if (rpc) return Promise.resolve(rpc);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(RpcError.notConnected());
    }, PATIENCE);
    window.addEventListener('pywebviewready', () => {
      const found = bound();
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
}
