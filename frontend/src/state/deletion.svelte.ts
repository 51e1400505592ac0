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
  bytes: number;
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
  undoable: Undoable | undefined = $state.raw();
  #loading = false;
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
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
      this.#add(preview);
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
      if (this.preview === preview) this.#add(page);
    } finally {
      this.#loading = false;
    }
  }

  /** Deletes exactly what was shown; what has changed since then stays. */
  async confirm(): Promise<void> {
    const { ids, preview, trash } = this;
    if (!preview) return;
    const { token } = preview;
    const { undo, undo_until, ...done } = await this.#caller.call('delete', { ids: [...ids], trash, token });
    this.undoable = {
      undo,
      until: undo_until,
      trash: done.trash,
      torrents: ids.length,
      bytes: preview.goes_bytes,
    };
  }

  /** Brings back what was deleted last, and returns the ids. */
  async undo(): Promise<string[]> {
    if (!this.undoable) return [];
    const { undo } = this.undoable;
    const { ids } = await this.#caller.call('undo_delete', { undo });
    if (this.undoable.undo === undo) this.undoable = undefined;
    return ids;
  }

  /** Forgets the way back once its time is over. `now` in Unix seconds. */
  expire(now: number): void {
    if (this.undoable && now >= this.undoable.until) this.undoable = undefined;
  }

  #add(page: DeletePreview): void {
    this.preview = page;
    this.goes = [...this.goes, ...page.goes];
    this.stays = [...this.stays, ...page.stays];
  }
}
