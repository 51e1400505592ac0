import type { App, Filled } from '../../state';

type SettingsStore = App['settings'];

/** As many folders as a menu shows at a glance. */
const MOST = 6;

/** What is kept in `settings.view.add`. */
interface Kept {
  /** The last ones, the latest first. */
  folders: string[];
  /** The download folder of the settings at the time; when that changes, it goes first again. */
  usual: string;
  sequential: boolean;
  paused: boolean;
  /** Whether the settings start what is added at the time; when that changes, it holds again. */
  starts: boolean;
  top: boolean;
}

/** Where to save and how to start: one choice for all that is added together. */
export class Choices {
  folder = $state('');
  paused = $state(false);
  sequential = $state(false);
  /** Before all others in the queue. */
  top = $state(false);
  /** Folders to choose from. */
  readonly folders: readonly string[];
  /** The download folder of the settings: where an empty field saves. */
  readonly usual: string;
  readonly #starts: boolean;
  readonly #settings: SettingsStore;

  /** `filled` is what a person had chosen already. */
  constructor(settings: SettingsStore, filled?: Filled) {
    const current = settings.current;
    const kept = read(current?.view?.['add']);
    this.#settings = settings;
    this.usual = current?.save_path ?? '';
    const [last] = kept.usual === this.usual ? kept.folders : [];
    this.folders = [...new Set([...kept.folders, this.usual])].filter(Boolean);
    this.folder = last ?? this.usual;
    this.#starts = current?.start_added !== false;
    this.paused = kept.starts === this.#starts ? kept.paused : !this.#starts;
    this.sequential = kept.sequential;
    this.top = kept.top;
    if (filled) {
      this.folder = filled.folder;
      this.paused = filled.paused;
      this.sequential = filled.sequential;
      this.top = filled.top;
    }
  }

  /** The folder that is meant; empty where the settings are not known yet. */
  get target(): string {
    return this.folder.trim() || this.usual;
  }

  /** Keeps them for the next time. */
  async remember(): Promise<void> {
    const folders = [...new Set([this.target, ...this.folders])].filter(Boolean).slice(0, MOST);
    const { usual, sequential, paused, top } = this;
    const add: Kept = { folders, usual, sequential, paused, starts: this.#starts, top };
    await this.#settings.change({ view: { ...this.#settings.current?.view, add } });
  }
}

/** What was kept, as far as it is sound. */
function read(kept: unknown): Kept {
  const { folders, usual, sequential, paused, starts, top } = (typeof kept === 'object' && kept ? kept : {}) as Record<
    keyof Kept,
    unknown
  >;
  return {
    folders: Array.isArray(folders) ? folders.filter((folder) => typeof folder === 'string') : [],
    usual: typeof usual === 'string' ? usual : '',
    sequential: sequential === true,
    paused: paused === true,
    starts: starts !== false,
    top: top === true,
  };
}
