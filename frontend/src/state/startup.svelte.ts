import type { Caller } from '../bridge';
import type { Autostart } from '../contract/generated';

/** Whether the program starts at login: what the system has, never what was wished for. */
export class Startup {
  /** Null until the host has told it. */
  now: Autostart | null = $state.raw(null);
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  async load(): Promise<void> {
    this.now = await this.#caller.call('get_autostart');
  }

  async change(wanted: Autostart): Promise<void> {
    const before = this.now;
    this.now = wanted;
    try {
      this.now = await this.#caller.call('set_autostart', wanted);
    } catch (error) {
      this.now = before;
      throw error;
    }
  }
}
