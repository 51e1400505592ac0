import type { Caller } from '../bridge';
import type { SnapshotList } from '../contract/generated';

/** The copies of the library, and which of them the next start goes back to. */
export class Backups {
  /** Null until the host has told them. */
  list: SnapshotList | null = $state.raw(null);
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  async load(): Promise<void> {
    this.list = await this.#caller.call('get_snapshots');
  }

  async take(): Promise<void> {
    await this.#caller.call('take_snapshot');
    await this.load();
  }

  /** Asked for now, carried out when the program is opened again. */
  async restore(snapshot: string): Promise<void> {
    await this.#caller.call('restore_snapshot', { snapshot });
    await this.load();
  }

  /** No going back after all. */
  async stay(): Promise<void> {
    await this.#caller.call('cancel_restore');
    await this.load();
  }

  async quit(): Promise<void> {
    await this.#caller.call('shutdown');
  }
}
