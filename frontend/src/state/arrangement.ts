import type { TorrentRow } from '../contract/generated';
import { comparing, groupOf, isSamePlace, rank, type Ranked } from './ordering';
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

interface Entry extends Ranked {
  row: TorrentRow;
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

  constructor(question: Question) {
    this.#question = question;
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
    const added: Entry[] = [];
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
      if (++looked % A_STEP === 0) yield;
    }
    if (moved || added.length > 0) yield* this.#arrange(added);
  }

  /** Whether the row now stands elsewhere. */
  #change(entry: Entry, row: TorrentRow, now: number): boolean {
    const before = { ...entry };
    this.#count(entry, -1);
    Object.assign(entry, rank(row, this.#question.sorts, now), { row });
    this.#count(entry, 1);
    this.#watch(entry);
    return !isSamePlace(before, entry);
  }

  #add(row: TorrentRow, now: number): Entry {
    const { id } = row;
    const entry = { ...rank(row, this.#question.sorts, now), id, item: { kind: 'row' as const, id }, row };
    this.#entries.set(row.id, entry);
    this.#count(entry, 1);
    this.#watch(entry);
    return entry;
  }

  #remove(entry: Entry): void {
    this.#count(entry, -1);
    this.#entries.delete(entry.id);
    this.#glowing.delete(entry.id);
  }

  #watch({ id, row, group }: Entry): void {
    if (group === 'active' && groupOf(row, Infinity) === 'rest') this.#glowing.add(id);
    else this.#glowing.delete(id);
  }

  #count({ group, row }: Entry, sign: 1 | -1): void {
    const sums = this.sums[group];
    sums.count += sign;
    sums.down += sign * row.down_rate;
    sums.up += sign * row.up_rate;
  }

  /** Sorts the last order, which costs next to nothing where little has moved. */
  *#arrange(added: readonly Entry[]): Generator<void> {
    const stayed = this.order.filter(({ id }) => this.#entries.has(id));
    this.order = yield* sorted([...stayed, ...added], this.#compare);
  }
}

/** A copy of the sums, for showing. */
export function copySums(sums: Readonly<Record<Group, GroupSums>>): Record<Group, GroupSums> {
  return Object.fromEntries(GROUPS.map((group) => [group, { ...sums[group] }])) as Record<Group, GroupSums>;
}
