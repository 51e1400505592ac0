import type { DeltaEvent, SnapshotEvent, TorrentRow } from '../contract/generated';
import { Tally } from './tally.svelte';

/** Counts rows by differences as they come, change and go. */
export interface Counter {
  set(row: TorrentRow): void;
  delete(id: string): void;
  clear(): void;
  /** Shows what was counted since the last time. */
  publish(): void;
}

/** One row. Only what reads it renders again when it changes. */
class Cell {
  row: TorrentRow | undefined = $state.raw();

  constructor(row: TorrentRow | undefined) {
    this.row = row;
  }
}

/** Every torrent there is, as the host last told it. */
export class Torrents {
  /** Grows with each message that was applied; what depends on the whole list reads this. */
  revision = $state(0);
  /** False until the first snapshot is here. */
  loaded = $state(false);
  /** How many there are in all; while the list is still arriving, more than `rows` holds. */
  total = $state(0);
  readonly tally = new Tally();
  readonly #counters: readonly Counter[];
  readonly #rows = new Map<string, TorrentRow>();
  readonly #cells = new Map<string, Cell>();
  readonly #resubscribe: () => void;
  #changed = new Set<string>();
  #seq: number | undefined;
  /** How many rows the snapshot had no room for and have not come yet. */
  #awaited = 0;

  /**
   * `resubscribe` asks the host for a new snapshot; called once for each gap in `seq`. `counters`
   * are told of every row.
   */
  constructor(resubscribe: () => void, counters: readonly Counter[] = []) {
    this.#resubscribe = resubscribe;
    this.#counters = [this.tally, ...counters];
  }

  /** The rows by id. A plain map: read `revision` to hear of changes. */
  get rows(): ReadonlyMap<string, TorrentRow> {
    return this.#rows;
  }

  /** Whether every row is here. */
  get complete(): boolean {
    return this.loaded && this.#awaited === 0;
  }

  /** Ids that changed, came or went since this was last called: what the list has yet to look at. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  /** One row, live: whoever reads it hears of its changes and of no other's. */
  row(id: string): TorrentRow | undefined {
    const cell = this.#cells.get(id);
    if (cell) return cell.row;
    // There is nothing to hear of yet; the row may come with any message.
    void this.revision;
    return undefined;
  }

  snapshot(event: SnapshotEvent): void {
    const arrived = new Set(event.rows.map((row) => row.id));
    for (const id of [...this.#rows.keys()]) if (!arrived.has(id)) this.#delete(id);
    for (const counter of this.#counters) counter.clear();
    for (const row of event.rows) this.#set(row);
    this.#seq = event.seq;
    this.#awaited = event.total - event.rows.length;
    this.loaded = true;
    this.#publish();
  }

  /** Applies what changed. False where messages are missing and a snapshot was asked for instead. */
  delta(event: DeltaEvent): boolean {
    if (this.#seq === undefined) return false;
    if (event.seq !== this.#seq + 1) {
      this.#seq = undefined;
      this.#resubscribe();
      return false;
    }
    this.#seq = event.seq;
    for (const row of event.rows) this.#set(row);
    for (const id of event.removed) this.#delete(id);
    if (event.rows.length > 0 || event.removed.length > 0) this.#publish();
    return true;
  }

  #set(row: TorrentRow): void {
    if (!this.#rows.has(row.id)) this.#awaited = Math.max(0, this.#awaited - 1);
    this.#rows.set(row.id, row);
    this.#changed.add(row.id);
    for (const counter of this.#counters) counter.set(row);
    const cell = this.#cells.get(row.id);
    if (cell) cell.row = row;
    // Made here and not where it is first read: a derived value is deaf to state made while it is computed.
    else this.#cells.set(row.id, new Cell(row));
  }

  #delete(id: string): void {
    this.#rows.delete(id);
    this.#changed.add(id);
    for (const counter of this.#counters) counter.delete(id);
    const cell = this.#cells.get(id);
    if (cell) cell.row = undefined;
    this.#cells.delete(id);
  }

  #publish(): void {
    this.total = this.#rows.size + this.#awaited;
    for (const counter of this.#counters) counter.publish();
    this.revision += 1;
  }
}
