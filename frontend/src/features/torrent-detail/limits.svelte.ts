import type { SetLimits, SharedLimits } from '../../contract/generated';
import type { App } from '../../state';

type Change = Omit<SetLimits, 'ids'>;

/** As many are asked about only once they have been the same for a moment: a list of them is a long message. */
const MANY = 500;
const REST_MS = 200;

/** What is set for some torrents alone. A limit is null where they differ. */
export class Limits {
  /** Undefined until the host has told it. */
  shared: SharedLimits | undefined = $state.raw();
  readonly #caller: App['caller'];
  #ids: Iterable<string> = [];

  constructor(caller: App['caller']) {
    this.#caller = caller;
  }

  /** Asks what holds for these. One that has just gone leaves nothing to set. */
  async follow(ids: Iterable<string>): Promise<void> {
    this.#ids = ids;
    const asked = [...ids];
    if (asked.length >= MANY) await rested();
    if (this.#ids !== ids) return;
    try {
      const shared = await this.#caller.call('get_limits', { ids: asked });
      if (this.#ids === ids) this.shared = shared;
    } catch {
      if (this.#ids === ids) this.shared = undefined;
    }
  }

  /** Shows it at once; rejects with the host's reason, and then shows what holds. */
  async set(change: Change): Promise<void> {
    const ids = this.#ids;
    if (this.shared) this.shared = { ...this.shared, ...change } as SharedLimits;
    try {
      await this.#caller.call('set_limits', { ids: [...ids], ...change });
    } finally {
      if (this.#ids === ids) await this.follow(ids);
    }
  }
}

const rested = () => new Promise<void>((resolve) => setTimeout(resolve, REST_MS));
