import { untrack } from 'svelte';
import type { TorrentRow } from '../contract/generated';
import { type Arrangement, copySums, type GroupSums, type Question } from './arrangement';
import { Arranging } from './arranging';
import { matches } from './filters';
import type { Ranked } from './ordering';
import { isEmpty, parseQuery, type Query, shows } from './query';
import { fold } from './search';
import type { Torrents } from './torrents.svelte';
import type { Group, View } from './view.svelte';

/** A line of the list: a group's heading or a torrent. */
export type ListItem = { kind: 'group'; group: Group } | { kind: 'row'; id: string };

/** What is shown, in the order it is shown. Computed once a message, however many read it. */
export class List {
  readonly #torrents: Torrents;
  readonly #view: View;
  readonly #folded = new Map<string, { name: string; folded: string }>();
  readonly #arranging: Arranging;
  /** Grows when an answer is there that could not be given at once. */
  #answers = $state(0);

  readonly #asked: Question = $derived.by(() => this.#question());

  readonly #arrangement: Arrangement = $derived.by(() => {
    void this.#answers;
    const question = this.#asked;
    return untrack(() => this.#arranging.for(question));
  });

  readonly #ranked: readonly Ranked[] = $derived.by(() => {
    const arrangement = this.#arrangement;
    if (this.#torrents.revision > 0) this.#arranging.update(this.#torrents.takeChanged());
    return arrangement.order;
  });

  /** What was typed into the search field, understood. */
  readonly query: Query = $derived.by(() => parseQuery(this.#view.search));

  /** Whether rows stand in groups: when they are sorted by activity. */
  readonly grouped: boolean = $derived.by(() => this.#view.sort === 'activity');

  readonly sums: Readonly<Record<Group, GroupSums>> = $derived.by(() => {
    if (this.#ranked.length === 0 || this.#torrents.revision > 0) return copySums(this.#arrangement.sums);
    return this.#arrangement.sums;
  });

  /** How many torrents match, those in collapsed groups too. */
  readonly count: number = $derived(this.#ranked.length);

  /** The lines of the list. The same array as long as nothing moves. */
  readonly items: readonly ListItem[] = $derived(
    this.grouped ? this.#inGroups() : this.#ranked.map(({ item }) => item),
  );

  /** Ids of the torrents in `items`: what arrow keys walk and Ctrl+A takes. */
  readonly ids: readonly string[] = $derived(this.items.flatMap((item) => (item.kind === 'row' ? item.id : [])));

  /** `now` tells the time in Unix seconds. */
  constructor(torrents: Torrents, view: View, now: () => number) {
    this.#torrents = torrents;
    this.#view = view;
    this.#arranging = new Arranging(
      () => torrents.rows,
      now,
      () => (this.#answers += 1),
    );
  }

  /** Answers what was asked last before anything is done with what is shown: a large list is arranged in turns. */
  settle(): void {
    // What was asked in this very moment is heard of when it is read.
    void this.#arrangement;
    this.#arranging.settle();
  }

  #question(): Question {
    const { filter, tracker, folder, sorts } = this.#view;
    const { query } = this;
    const all = isEmpty(query);
    return {
      shows: (row, now) =>
        matches(filter, row) &&
        (tracker === null || row.tracker === tracker) &&
        (folder === null || row.save_path === folder) &&
        (all || shows(query, row, query.words.length + query.without.length === 0 ? '' : this.nameOf(row), now)),
      sorts,
    };
  }

  /** The row's name as searches compare it. */
  nameOf(row: TorrentRow): string {
    let known = this.#folded.get(row.id);
    if (known?.name !== row.name) {
      known = { name: row.name, folded: fold(row.name) };
      this.#folded.set(row.id, known);
    }
    return known.folded;
  }

  /** The order has the groups one after the other. */
  #inGroups(): ListItem[] {
    const { collapsed } = this.#view;
    const items: ListItem[] = [];
    let last: Group | undefined;
    for (const { group, item } of this.#ranked) {
      if (group !== last) items.push({ kind: 'group', group });
      last = group;
      if (!collapsed.includes(group)) items.push(item);
    }
    return items;
  }
}
