import type { Caller } from '../bridge';
import type { Handler, Handlers as Told, Opened } from '../contract/generated';

/** Who opens magnet links and torrent files on this computer. */
export class Handlers {
  /** Null until the host has told it. */
  told: Told | null = $state.raw(null);
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  get all(): readonly Handler[] {
    return this.told?.handlers ?? [];
  }

  /** Whether everything that Torrpeddo can open is opened by it. */
  get ours(): boolean {
    return this.all.length > 0 && this.all.every(({ ours }) => ours);
  }

  async load(): Promise<void> {
    this.told = await this.#caller.call('get_handlers');
  }

  /** Where the system lets nobody but the person choose, its settings come up instead. */
  async take(opens: Opened[]): Promise<void> {
    this.told = await this.#caller.call('take_handlers', { opens });
  }

  async giveBack(opens: Opened[]): Promise<void> {
    this.told = await this.#caller.call('give_back_handlers', { opens });
  }
}
