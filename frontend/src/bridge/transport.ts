/** Where the host is: not found yet, answering, or gone. */
export type HostState = 'connecting' | 'connected' | 'lost';

/** Carries texts between the interface and the host, and knows nothing of what they say. */
export interface Transport {
  /** Sends one JSON-RPC request and resolves with the text of its answer. */
  send(text: string): Promise<string>;
  /** Hears what the host pushes: the JSON text of an array of events, or of a single one. */
  onMessage(listener: (text: string) => void): void;
  /** Hears whether the host is there: at once, and again at each change. */
  onState(listener: (state: HostState) => void): void;
}

/** The part of a transport that every one of them needs: listeners and the state they are told. */
export class Wire {
  #messages: ((text: string) => void)[] = [];
  #states: ((state: HostState) => void)[] = [];
  #state: HostState = 'connecting';

  onMessage(listener: (text: string) => void): void {
    this.#messages.push(listener);
  }

  onState(listener: (state: HostState) => void): void {
    this.#states.push(listener);
    listener(this.#state);
  }

  protected deliver(text: string): void {
    for (const listener of this.#messages) listener(text);
  }

  protected become(state: HostState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#states) listener(state);
  }
}
