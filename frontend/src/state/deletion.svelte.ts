import type { Caller } from '../bridge';
import type { DeletePreview, LeavingFile, StayingFile } from '../contract/generated';

/** Files in a page after the first, which is small so that it is there at once. */
const PAGE = 2000;

/** What a deletion that can still be undone amounts to. */
export interface Undoable {
  undo: string;
  /** Unix seconds. */
  until: number;
  trash: boolean;
  torrents: number;
  /** Where it is a single one. */
  name: string | undefined;
  bytes: number;
  /** They left the list alone. */
  kept: boolean;
}

/** Deleting torrents with their files: what goes and what stays, the choice, and the way back. */
export class Deletion {
  ids: readonly string[] = $state.raw([]);
  /** Counts and sums of the whole; undefined while the host is looking. */
  preview: DeletePreview | undefined = $state.raw();
  goes: readonly LeavingFile[] = $state.raw([]);
  stays: readonly StayingFile[] = $state.raw([]);
  /** Whether files go to the trash; false: they are erased. */
  trash = $state(true);
  /** Why the host can't show what will happen. */
  error: unknown = $state.raw();
  /** What can still be undone, the latest last. */
  #undoables: readonly Undoable[] = $state.raw([]);
  #loading = false;
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** The latest that can be undone; the one before it comes once it is. */
  get undoable(): Undoable | undefined {
    return this.#undoables.at(-1);
  }

  get hasMore(): boolean {
    return typeof this.preview?.next_offset === 'number';
  }

  /** Asks what would happen. `trash` is the choice to begin with, where there is a trash. */
  async begin(ids: readonly string[], trash: boolean): Promise<void> {
    this.ids = ids;
    this.preview = undefined;
    this.goes = [];
    this.stays = [];
    this.error = undefined;
    try {
      const preview = await this.#caller.call('preview_delete', { ids: [...ids] });
      if (this.ids !== ids) return;
      this.trash = trash && preview.trash_available;
      this.#show(preview);
    } catch (error) {
      if (this.ids === ids) this.error = error;
    }
  }

  /** Fetches the next page of both lists. */
  async more(): Promise<void> {
    const { ids, preview } = this;
    if (this.#loading || typeof preview?.next_offset !== 'number') return;
    const { token, next_offset: offset } = preview;
    this.#loading = true;
    try {
      const page = await this.#caller.call('preview_delete', { ids: [...ids], token, offset, limit: PAGE });
      if (this.preview === preview) this.#show(page);
    } finally {
      this.#loading = false;
    }
  }

  /** Deletes exactly what was shown; what has changed since then stays. `name` is that of a single torrent. */
  async confirm(name?: string): Promise<void> {
    const { ids, preview, trash } = this;
    if (!preview) return;
    const { token } = preview;
    const { undo, undo_until, ...done } = await this.#caller.call('delete', { ids: [...ids], trash, token });
    const common = { undo, until: undo_until, torrents: ids.length, name };
    this.#add({ ...common, trash: done.trash, bytes: preview.goes_bytes, kept: false });
  }

  /** Takes torrents off the list and leaves their files where they are. `name` is that of a single one. */
  async unlist(ids: readonly string[], name?: string): Promise<void> {
    const { undo, undo_until: until } = await this.#caller.call('delete', { ids: [...ids], keep_files: true });
    this.#add({ undo, until, torrents: ids.length, name, trash: false, bytes: 0, kept: true });
  }

  /** Brings back what was deleted last, and returns the ids. */
  async undo(): Promise<string[]> {
    const { undoable } = this;
    if (!undoable) return [];
    // At once, or a second press would ask for the same.
    this.#undoables = this.#undoables.slice(0, -1);
    const { ids } = await this.#caller.call('undo_delete', { undo: undoable.undo });
    return ids;
  }

  /** Forgets the way back once its time is over. `now` in Unix seconds. */
  expire(now: number): void {
    if (this.#undoables.some(({ until }) => now >= until))
      this.#undoables = this.#undoables.filter(({ until }) => now < until);
  }

  /** Leaves everything as it is. */
  dismiss(): void {
    this.#undoables = [];
  }

  #add(undoable: Undoable): void {
    this.#undoables = [...this.#undoables, undoable];
  }

  #show(page: DeletePreview): void {
    this.preview = page;
    this.goes = [...this.goes, ...page.goes];
    this.stays = [...this.stays, ...page.stays];
  }
}
