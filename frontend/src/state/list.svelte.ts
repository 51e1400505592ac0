import { untrack } from 'svelte';
import type { TorrentRow } from '../contract/generated';
import { Arrangement, copySums, type GroupSums, type Question } from './arrangement';
import { matches } from './filters';
import type { Ranked } from './ordering';
import { isEmpty, parseQuery, type Query, shows } from './query';
import { fold } from './search';
import type { Torrents } from './torrents.svelte';
import { type Group, GROUPS, type View } from './view.svelte';

/** A line of the list: a group's heading or a torrent. */
export type ListItem = { kind: 'group'; group: Group } | { kind: 'row'; id: string };

/** What is shown, in the order it is shown. Computed once a message, however many read it. */
export class List {
  readonly #torrents: Torrents;
  readonly #view: View;
  readonly #now: () => number;
  readonly #folded = new Map<string, { name: string; folded: string }>();
  /** The order of the last question, so that rows the next one finds equal stay as they stood. */
  #lastOrder: readonly Ranked[] = [];

  /** Made anew for each question; `#ranked` keeps it up to date from then on. */
  readonly #arrangement: Arrangement = $derived.by(() => {
    const question = this.#question();
    return untrack(() => {
      const arrangement = new Arrangement(question);
      const { rows } = this.#torrents;
      const ids = [...this.#lastOrder.map(({ id }) => id), ...rows.keys()];
      arrangement.update(rows, ids, this.#now());
      return arrangement;
    });
  });

  readonly #ranked: readonly Ranked[] = $derived.by(() => {
    const arrangement = this.#arrangement;
    if (this.#torrents.revision > 0) {
      arrangement.update(this.#torrents.rows, this.#torrents.takeChanged(), this.#now());
    }
    this.#lastOrder = arrangement.order;
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
  readonly items: readonly ListItem[] = $derived(this.grouped ? this.#inGroups() : this.#ranked.map(toItem));

  /** Ids of the torrents in `items`: what arrow keys walk and Ctrl+A takes. */
  readonly ids: readonly string[] = $derived(this.items.flatMap((item) => (item.kind === 'row' ? item.id : [])));

  /** `now` tells the time in Unix seconds. */
  constructor(torrents: Torrents, view: View, now: () => number) {
    this.#torrents = torrents;
    this.#view = view;
    this.#now = now;
  }

  #question(): Question {
    const { filter, tracker, folder, sorts } = this.#view;
    const { query } = this;
    const all = isEmpty(query);
    return {
      shows: (row) =>
        matches(filter, row) &&
        (tracker === null || row.tracker === tracker) &&
        (folder === null || row.save_path === folder) &&
        (all || shows(query, row, this.nameOf(row), this.#now())),
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

  #inGroups(): ListItem[] {
    return GROUPS.flatMap((group): ListItem[] => {
      const members = this.#ranked.filter((ranked) => ranked.group === group);
      if (members.length === 0) return [];
      const rows = this.#view.collapsed.includes(group) ? [] : members.map(toItem);
      return [{ kind: 'group', group }, ...rows];
    });
  }
}

function toItem({ id }: Ranked): ListItem {
  return { kind: 'row', id };
}
