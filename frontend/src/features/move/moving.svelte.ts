import type { TorrentRow } from '../../contract/generated';
import { type ErrorWords, explain, m } from '../../messages';
import { type App, isAboutFolder } from '../../state';
import { Volume } from '../save-place/volume.svelte';

type Needs = Pick<App, 'caller' | 'folders' | 'settings' | 'toasts'>;

/** As many folders as a menu shows at a glance. */
const MOST = 8;

/** Where torrents are to go, and what becomes of files that are there already. */
export class Moving {
  folder = $state('');
  useExisting = $state(false);
  busy = $state(false);
  /** Whether somebody has chosen a folder: until then there is nothing to find fault with. */
  chosen = $state(false);
  /** Why the host refused, in words. */
  trouble: ErrorWords | undefined = $state.raw();
  readonly volume: Volume;
  /** Folders to choose from: those of the settings, then those that torrents are in. */
  readonly folders: readonly string[];
  /** Volumes of the folders they are in now, as far as they are known. */
  #volumes: ReadonlyMap<string, string> = $state.raw(new Map());
  readonly #rows: readonly TorrentRow[];
  readonly #caller: Needs['caller'];
  readonly #toasts: Needs['toasts'];

  constructor({ caller, folders, settings, toasts }: Needs, rows: readonly TorrentRow[], path?: string) {
    this.#caller = caller;
    this.#toasts = toasts;
    this.#rows = rows;
    this.volume = new Volume(caller);
    const { save_path, complete_path } = settings.current ?? {};
    const known = [complete_path, save_path, ...folders.sums.keys()].filter((one) => typeof one === 'string');
    this.folders = [...new Set(known)].slice(0, MOST);
    this.folder = path ?? this.folders.find((one) => !this.#isHere(one)) ?? rows[0]?.save_path ?? '';
  }

  /** Torrents that are not in the folder already. */
  get leaving(): readonly TorrentRow[] {
    const goal = this.folder.trim();
    return this.#rows.filter(({ save_path }) => save_path !== goal);
  }

  /** Bytes that the new volume must take; what stays on one disk is only renamed. */
  get needed(): number {
    const goal = this.volume.space?.volume;
    return this.leaving
      .filter(({ save_path }) => goal === undefined || this.#volumes.get(save_path) !== goal)
      .reduce((sum, { done }) => sum + done, 0);
  }

  /** What is wrong with the folder, in a sentence. */
  get error(): string | null {
    const trouble = this.trouble ?? this.volume.trouble;
    if (trouble) return trouble.text;
    if (this.volume.space?.writable === false) return m.add_not_writable();
    if (this.chosen && this.leaving.length === 0) return this.#rows.length > 1 ? m.move_here() : m.move_here_one();
    return null;
  }

  get able(): boolean {
    return !this.busy && this.folder.trim() !== '' && this.leaving.length > 0;
  }

  choose(folder: string): void {
    this.folder = folder;
    this.chosen = true;
    this.trouble = undefined;
  }

  /** Finds out which disks the torrents are on. Where that fails, it counts as another disk. */
  async lookAround(): Promise<void> {
    const paths = [...new Set(this.#rows.map(({ save_path }) => save_path))].slice(0, MOST);
    const found = await Promise.all(
      paths.map(async (path) => [path, (await this.#caller.call('get_space', { path })).volume] as const),
    ).catch(() => []);
    this.#volumes = new Map(found);
  }

  /** True once it is under way. Never rejects: why not is told in `error`. */
  async begin(): Promise<boolean> {
    if (!this.able) return false;
    this.busy = true;
    this.trouble = undefined;
    try {
      const ids = this.leaving.map(({ id }) => id);
      // An earlier failure is answered by this.
      for (const id of ids) this.#toasts.closeKey(`move_failed:${id}`);
      await this.#caller.call('move', { ids, path: this.folder.trim(), use_existing: this.useExisting });
      return true;
    } catch (error) {
      const words = explain(error);
      this.trouble = isAboutFolder(error) ? words : { text: [words.text, words.advice ?? ''].join(' ').trim() };
      return false;
    } finally {
      this.busy = false;
    }
  }

  #isHere(folder: string): boolean {
    return this.#rows.every(({ save_path }) => save_path === folder);
  }
}
