import { type Caller, RpcError } from '../bridge';
import type { Settings, UpdateSettings } from '../contract/generated';

export type Changes = UpdateSettings['changes'];

/** What a person set. Changes show at once and go back if the host refuses them. */
export class SettingsStore {
  /** Undefined until the host has told them. */
  current: Settings | undefined = $state.raw();
  /** What each goes back to; undefined until somebody asked, or where the host can't tell. */
  defaults: Settings | undefined = $state.raw();
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

  /** Asks once what the defaults are. A host that is older than the question goes without. */
  async loadDefaults(): Promise<void> {
    if (this.defaults) return;
    try {
      this.defaults = await this.#caller.call('get_default_settings');
    } catch (error) {
      if (!(error instanceof RpcError && error.kind === 'unknown_method')) throw error;
    }
  }

  /** Whether it is another than its default. */
  differs(name: keyof Settings): boolean {
    const { current, defaults } = this;
    if (!current || !defaults) return false;
    if (name === 'listen_port') return !isRandomPort(current.listen_port);
    if (name === 'run_on_completion') return current.run_on_completion.length > 0;
    return current[name] !== defaults[name];
  }

  /** Back to the defaults; returns what takes them back from there. */
  async reset(names: readonly (keyof Settings)[]): Promise<Changes> {
    const { current, defaults } = this;
    const changed = names.filter((name) => this.differs(name));
    if (!current || !defaults || changed.length === 0) return {};
    const before = pick(current, changed);
    await this.change(pick(defaults, changed));
    return before;
  }

  async change(changes: Changes): Promise<void> {
    const before = this.current;
    if (before) this.current = { ...before, ...changes } as Settings;
    const answer = this.#last.then(() => this.#caller.call('update_settings', { changes }));
    this.#last = answer.catch(() => undefined);
    try {
      this.apply(await answer);
    } catch (error) {
      if (before) this.current = { ...this.current, ...pick(before, namesOf(changes)) } as Settings;
      throw error;
    }
  }
}

function namesOf(changes: Changes): (keyof Settings)[] {
  return Object.keys(changes) as (keyof Settings)[];
}

/** These fields of `settings`. */
function pick(settings: Settings, names: readonly (keyof Settings)[]): Changes {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

/** The host chooses from the dynamic range (RFC 6335), so a port in there is as good as chosen by it. */
function isRandomPort(port: number | undefined): boolean {
  return port !== undefined && port >= 49_152;
}
