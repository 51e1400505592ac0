import type { TorrentRow } from '../contract/generated';
import { comparing, groupOf, rank, type Ranked } from './ordering';
import { sorted } from './merging';
import type { Sort } from './sorting';
import { type Group, GROUPS } from './view.svelte';

export interface GroupSums {
  count: number;
  /** Bytes a second. */
  down: number;
  up: number;
}

/** What is asked of the list. */
export interface Question {
  /** `now` in Unix seconds. */
  shows(row: TorrentRow, now: number): boolean;
  sorts: readonly Sort[];
}

/** Rows looked at in one step. */
const A_STEP = 128;

interface Entry {
  row: TorrentRow;
  place: Ranked;
}

/** The rows a question shows, in their order. Kept up to date in steps: only what changed is looked at. */
export class Arrangement {
  /** A new array whenever an id or a group is not where it was, else the same. */
  order: readonly Ranked[] = [];
  readonly sums: Readonly<Record<Group, GroupSums>> = {
    needs: { count: 0, down: 0, up: 0 },
    active: { count: 0, down: 0, up: 0 },
    rest: { count: 0, down: 0, up: 0 },
  };
  readonly #question: Question;
  readonly #compare: (a: Ranked, b: Ranked) => number;
  readonly #entries = new Map<string, Entry>();
  /** Rows whose group is a matter of time, since nothing need be told when it is up. */
  readonly #glowing = new Set<string>();
  readonly #known: Map<string, Ranked>;

  /** `known`: what rows were found to be sorted by, by id; kept from one question to the next, so that little is made anew. */
  constructor(question: Question, known = new Map<string, Ranked>()) {
    this.#question = question;
    this.#known = known;
    this.#compare = comparing(question.sorts);
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  /** Looks again at `ids`, of which those not in `rows` are gone. `now` in Unix seconds. */
  update(rows: ReadonlyMap<string, TorrentRow>, ids: ReadonlySet<string>, now: number): void {
    const all = this.#glowing.size > 0 ? new Set([...ids, ...this.#glowing]) : ids;
    const steps = this.steps(rows, all, now);
    while (!steps.next().done);
  }

  /** The same in steps of a fraction of a millisecond; each id once. It holds when all are done, and not before. */
  *steps(rows: ReadonlyMap<string, TorrentRow>, ids: Iterable<string>, now: number): Generator<void> {
    const added: Ranked[] = [];
    let moved = false;
    let looked = 0;
    for (const id of ids) {
      const row = rows.get(id);
      const entry = this.#entries.get(id);
      if (row && this.#question.shows(row, now)) {
        if (entry) moved = this.#change(entry, row, now) || moved;
        else added.push(this.#add(row, now));
      } else if (entry) {
        this.#remove(entry);
        moved = true;
      }
      if (!row) this.#known.delete(id);
      if (++looked % A_STEP === 0) yield;
    }
    if (moved || added.length > 0) yield* this.#arrange(added);
  }

  /** Whether the row now stands elsewhere. */
  #change(entry: Entry, row: TorrentRow, now: number): boolean {
    const before = entry.place;
    this.#count(entry, -1);
    entry.row = row;
    entry.place = this.#place(row, now, before);
    this.#count(entry, 1);
    this.#watch(entry);
    return entry.place !== before;
  }

  #add(row: TorrentRow, now: number): Ranked {
    const place = this.#place(row, now, this.#known.get(row.id));
    const entry = { row, place };
    this.#entries.set(row.id, entry);
    this.#count(entry, 1);
    this.#watch(entry);
    return place;
  }

  #place(row: TorrentRow, now: number, last: Ranked | undefined): Ranked {
    const place = rank(row, this.#question.sorts, now, last);
    if (place !== last) this.#known.set(row.id, place);
    return place;
  }

  #remove(entry: Entry): void {
    this.#count(entry, -1);
    this.#entries.delete(entry.row.id);
    this.#glowing.delete(entry.row.id);
  }

  #watch({ row, place }: Entry): void {
    if (place.group === 'active' && groupOf(row, Infinity) === 'rest') this.#glowing.add(row.id);
    else this.#glowing.delete(row.id);
  }

  #count({ row, place }: Entry, sign: 1 | -1): void {
    const sums = this.sums[place.group];
    sums.count += sign;
    sums.down += sign * row.down_rate;
    sums.up += sign * row.up_rate;
  }

  /** Sorts the last order, which costs next to nothing where little has moved. */
  *#arrange(added: readonly Ranked[]): Generator<void> {
    const places: Ranked[] = [];
    for (const { id } of this.order) {
      const entry = this.#entries.get(id);
      if (entry) places.push(entry.place);
    }
    for (const place of added) places.push(place);
    this.order = yield* sorted(places, this.#compare);
  }
}

/** A copy of the sums, for showing. */
export function copySums(sums: Readonly<Record<Group, GroupSums>>): Record<Group, GroupSums> {
  return Object.fromEntries(GROUPS.map((group) => [group, { ...sums[group] }])) as Record<Group, GroupSums>;
}
