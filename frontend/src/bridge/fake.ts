import type { Event } from '../contract/generated';
import { type Transport, Wire } from './transport';

type Answer = (params: never) => unknown;

/** A host in memory, for tests: answers by table, remembers what it was asked, pushes on demand. */
export class FakeTransport extends Wire implements Transport {
  /** What was called, oldest first. */
  readonly calls: { method: string; params: unknown }[] = [];
  readonly #answers: Readonly<Record<string, Answer>>;

  /** A method without an answer gives null; one that throws `{code, message, data}` fails with that. */
  constructor(answers: Readonly<Record<string, Answer>> = {}) {
    super();
    this.#answers = answers;
    this.become('connected');
  }

  async send(text: string): Promise<string> {
    const { id, method, params } = JSON.parse(text) as { id: number; method: string; params: never };
    this.calls.push({ method, params });
    try {
      const result = (await this.#answers[method]?.(params)) ?? null;
      return JSON.stringify({ jsonrpc: '2.0', id, result });
    } catch (error) {
      return JSON.stringify({ jsonrpc: '2.0', id, error });
    }
  }

  push(...events: Event[]): void {
    this.deliver(JSON.stringify(events));
  }

  lose(): void {
    this.become('lost');
  }

  comeBack(): void {
    this.become('connected');
  }

  /** Parameters of each call of `method`. */
  asked(method: string): unknown[] {
    return this.calls.filter((call) => call.method === method).map(({ params }) => params);
  }
}
