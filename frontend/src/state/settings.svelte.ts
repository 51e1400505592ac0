import type { Caller } from '../bridge';
import type { Settings, UpdateSettings } from '../contract/generated';

export type Changes = UpdateSettings['changes'];

/** What a person set. Changes show at once and go back if the host refuses them. */
export class SettingsStore {
  /** Undefined until the host has told them. */
  current: Settings | undefined = $state.raw();
  readonly #caller: Caller;
  /** The host may answer calls in any order, so each waits for the one before. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  apply(settings: Settings): void {
    this.current = settings;
  }

  async load(): Promise<Settings> {
    const settings = await this.#caller.call('get_settings');
    this.apply(settings);
    return settings;
  }

  async change(changes: Changes): Promise<void> {
    const before = this.current;
    if (before) this.current = { ...before, ...changes } as Settings;
    const answer = this.#last.then(() => this.#caller.call('update_settings', { changes }));
    this.#last = answer.catch(() => undefined);
    try {
      this.apply(await answer);
    } catch (error) {
      if (before) this.current = { ...this.current, ...pick(before, changes) } as Settings;
      throw error;
    }
  }
}

/** The fields of `settings` that `changes` names. */
function pick(settings: Settings, changes: Changes): Partial<Settings> {
  const names = Object.keys(changes) as (keyof Settings)[];
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}
