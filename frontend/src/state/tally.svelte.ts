import type { TorrentRow } from '../contract/generated';
import { type Filter, FILTERS, membership } from './filters';

interface Counted {
  bits: number;
  bytes: number;
}

/** How many torrents and bytes each filter holds, kept by differences as rows change. */
export class Tally {
  #counted = new Map<string, Counted>();
  #counts = emptySums();
  #bytes = emptySums();
  counts: Readonly<Record<Filter, number>> = $state.raw(emptySums());
  bytes: Readonly<Record<Filter, number>> = $state.raw(emptySums());

  set(row: TorrentRow): void {
    const before = this.#counted.get(row.id);
    const after = { bits: membership(row), bytes: row.size };
    if (before?.bits === after.bits && before.bytes === after.bytes) return;
    if (before) this.#add(before, -1);
    this.#add(after, 1);
    this.#counted.set(row.id, after);
  }

  delete(id: string): void {
    const before = this.#counted.get(id);
    if (!before) return;
    this.#add(before, -1);
    this.#counted.delete(id);
  }

  clear(): void {
    this.#counted.clear();
    this.#counts = emptySums();
    this.#bytes = emptySums();
  }

  /** Shows what was counted since the last time; call once a message. */
  publish(): void {
    this.counts = { ...this.#counts };
    this.bytes = { ...this.#bytes };
  }

  #add({ bits, bytes }: Counted, sign: 1 | -1): void {
    FILTERS.forEach((filter, index) => {
      if (!(bits & (1 << index))) return;
      this.#counts[filter] += sign;
      this.#bytes[filter] += sign * bytes;
    });
  }
}

function emptySums(): Record<Filter, number> {
  return Object.fromEntries(FILTERS.map((filter) => [filter, 0])) as Record<Filter, number>;
}
