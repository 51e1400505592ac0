import type { Caller } from '../bridge';
import type { Cause, Details, FileRow, PeerRow, Pieces, TorrentDetails, TrackerRow } from '../contract/generated';

export type Part = 'torrent' | 'files' | 'peers' | 'trackers' | 'pieces' | 'causes';

/** The details of the one torrent that is being looked at. Parts are undefined until they are here. */
export class DetailsStore {
  id: string | null = $state(null);
  torrent: TorrentDetails | undefined = $state.raw();
  files: readonly FileRow[] | undefined = $state.raw();
  /** Bytes done by file index; newer than what `files` says. */
  progress: readonly number[] = $state.raw([]);
  peers: readonly PeerRow[] | undefined = $state.raw();
  trackers: readonly TrackerRow[] | undefined = $state.raw();
  pieces: Pieces | undefined = $state.raw();
  /** Why it is no faster, what to mend first in front. */
  causes: readonly Cause[] | undefined = $state.raw();
  readonly #caller: Caller;
  #wanted: { id: string | null; parts: readonly Part[] } = { id: null, parts: [] };
  #asking = false;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  watch(id: string, parts: readonly Part[]): void {
    if (id !== this.id) this.#forget(id);
    this.#want({ id, parts });
  }

  unwatch(): void {
    this.#forget(null);
    this.#want({ id: null, parts: [] });
  }

  /** Asks again for what was asked for: the host forgets it when it starts anew. */
  refresh(): void {
    if (this.#wanted.id !== null) void this.#ask();
  }

  apply(details: Details): void {
    if (details.id !== this.id) return;
    if (details.torrent) this.torrent = details.torrent;
    if (details.files) {
      this.files = details.files;
      this.progress = details.files.map(({ done }) => done);
    }
    if (details.file_progress) this.progress = details.file_progress;
    if (details.peers) this.peers = details.peers;
    if (details.trackers) this.trackers = details.trackers;
    if (details.pieces) this.pieces = details.pieces;
    if (details.causes) this.causes = details.causes;
  }

  /** Shows the new priorities at once; they go back if the host refuses them. */
  async setPriorities(id: string, priorities: number[]): Promise<void> {
    const before = this.files;
    if (id === this.id) {
      this.files = before?.map((file) => ({ ...file, priority: priorities[file.index] ?? file.priority }));
    }
    const shown = this.files;
    try {
      await this.#caller.call('set_file_priorities', { id, priorities });
    } catch (error) {
      if (this.files === shown) this.files = before;
      throw error;
    }
  }

  /** Gives a file, or all in a folder, the new name at once: `path` is the old one, without a slash at its end. */
  async rename(id: string, path: string, index: number | null, name: string): Promise<void> {
    if (index === null) await this.#caller.call('rename_folder', { id, path, name });
    else await this.#caller.call('rename_file', { id, index, name });
    if (id !== this.id) return;
    const renamed = path.slice(0, path.lastIndexOf('/') + 1) + name;
    const within = (file: FileRow) => (index === null ? file.path.startsWith(`${path}/`) : file.path === path);
    this.files = this.files?.map((file) =>
      within(file) ? { ...file, path: renamed + file.path.slice(path.length) } : file,
    );
  }

  #forget(id: string | null): void {
    this.id = id;
    this.torrent = undefined;
    this.files = undefined;
    this.progress = [];
    this.peers = undefined;
    this.trackers = undefined;
    this.pieces = undefined;
    this.causes = undefined;
  }

  #want(wanted: { id: string | null; parts: readonly Part[] }): void {
    if (JSON.stringify(wanted) === JSON.stringify(this.#wanted)) return;
    this.#wanted = wanted;
    void this.#ask();
  }

  /** One call at a time, the latest wish last: the host may run calls in any order. */
  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      for (let asked: unknown; asked !== this.#wanted;) {
        asked = this.#wanted;
        const { id, parts } = this.#wanted;
        // A torrent that has just gone can't be watched; its row says so.
        await this.#caller.call('watch', { id, parts: [...parts] }).catch(() => undefined);
      }
    } finally {
      this.#asking = false;
    }
  }
}
