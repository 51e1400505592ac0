import { SvelteSet } from 'svelte/reactivity';
import type { TorrentRow } from '../contract/generated';

/** Milliseconds for which it shows that a download has just finished. */
export const ARRIVAL_MS = 1800;

/** Downloads that finished a moment ago, before the eyes of whoever looks at the list. */
export class Arrivals {
  readonly #ids = new SvelteSet<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** `before` is the row as it was; without it the torrent is new in the list, however complete. */
  note(before: TorrentRow | undefined, row: TorrentRow): void {
    if (!before || before.completed_at !== null || row.completed_at === null) return;
    this.#ids.add(row.id);
    setTimeout(() => this.#ids.delete(row.id), ARRIVAL_MS);
  }
}
