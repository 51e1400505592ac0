import type { TorrentRow } from '../contract/generated';

export interface Sum {
  count: number;
  bytes: number;
}

/** How many torrents and bytes share a value, such as a tracker or a folder; kept by differences as rows change. */
export class Facet {
  /** By value, the most common first. */
  sums: ReadonlyMap<string, Sum> = $state.raw(new Map());
  readonly #valuesOf: (row: TorrentRow) => readonly string[];
  readonly #sums = new Map<string, Sum>();
  readonly #counted = new Map<string, { values: readonly string[]; bytes: number }>();
  #changed = false;

  constructor(valuesOf: (row: TorrentRow) => readonly string[]) {
    this.#valuesOf = valuesOf;
  }

  set(row: TorrentRow): void {
    const before = this.#counted.get(row.id);
    const values = this.#valuesOf(row);
    if (before?.bytes === row.size && isSame(before.values, values)) return;
    if (before) this.#add(before, -1);
    const after = { values, bytes: row.size };
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
    this.#sums.clear();
    this.#changed = true;
  }

  /** Shows what was counted since the last time; call once a message. */
  publish(): void {
    if (!this.#changed) return;
    this.#changed = false;
    const sorted = [...this.#sums].sort(([a, { count: m }], [b, { count: n }]) => n - m || (a < b ? -1 : 1));
    this.sums = new Map(sorted.map(([value, sum]) => [value, { ...sum }]));
  }

  #add({ values, bytes }: { values: readonly string[]; bytes: number }, sign: 1 | -1): void {
    for (const value of values) {
      const sum = this.#sums.get(value) ?? { count: 0, bytes: 0 };
      sum.count += sign;
      sum.bytes += sign * bytes;
      if (sum.count === 0) this.#sums.delete(value);
      else this.#sums.set(value, sum);
    }
    this.#changed ||= values.length > 0;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
