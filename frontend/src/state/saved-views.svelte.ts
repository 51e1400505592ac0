import type { TorrentRow } from '../contract/generated';
import { Facet } from './facets.svelte';
import { matches } from './filters';
import { parseQuery, type Query, shows } from './query';
import { fold } from './search';
import type { Counter } from './torrents.svelte';
import type { SavedView } from './view.svelte';

/** How many torrents each kept view holds. */
export class SavedViews implements Counter {
  #asked: readonly { name: string; filter: SavedView['filter']; query: Query }[] = [];
  readonly #now: () => number;
  readonly #facet = new Facet((row) => this.#holding(row));

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How many the view holds: by its name, since that is what tells views apart. */
  count({ name }: SavedView): number {
    return this.#facet.sums.get(name)?.count ?? 0;
  }

  /** Counts anew, for views that were kept, changed or forgotten; and as time goes by, for ages. */
  recount(views: readonly SavedView[], rows: ReadonlyMap<string, TorrentRow>): void {
    this.#asked = views.map(({ name, filter, search }) => ({ name, filter, query: parseQuery(search) }));
    this.clear();
    for (const row of rows.values()) this.set(row);
    this.publish();
  }

  set(row: TorrentRow): void {
    this.#facet.set(row);
  }

  delete(id: string): void {
    this.#facet.delete(id);
  }

  clear(): void {
    this.#facet.clear();
  }

  publish(): void {
    this.#facet.publish();
  }

  #holding(row: TorrentRow): string[] {
    if (this.#asked.length === 0) return [];
    const name = fold(row.name);
    const now = this.#now();
    return this.#asked
      .filter(({ filter, query }) => matches(filter, row) && shows(query, row, name, now))
      .map((view) => view.name);
  }
}
