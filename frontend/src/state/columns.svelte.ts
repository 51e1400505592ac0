import { SORT_KEYS, type SortKey } from './sorting';

export type ColumnKey = Exclude<SortKey, 'activity'>;

/** In the order in which they are offered. */
export const COLUMN_KEYS: readonly ColumnKey[] = SORT_KEYS.filter((key) => key !== 'activity');

/** Pixels. The name has what the others leave, and never less than this. */
export const NAME_MIN = 160;
export const COLUMN_WIDTH = { min: 36, max: 480 } as const;
/** Pixels the name has before others grow too, and how many times their width they grow to. */
const NAME_AMPLE = 600;
const MOST_GROWN = 2.5;

const WIDTHS: Readonly<Record<Exclude<ColumnKey, 'name'>, number>> = {
  size: 60,
  progress: 120,
  state: 98,
  down_rate: 72,
  up_rate: 72,
  peers: 40,
  seeds: 40,
  eta: 80,
  ratio: 44,
  availability: 52,
  left: 64,
  downloaded: 76,
  uploaded: 68,
  added_at: 104,
  completed_at: 104,
  last_active_at: 104,
  tracker: 136,
  save_path: 160,
  queue_position: 48,
};

const DEFAULTS: readonly ColumnKey[] = [
  'name',
  'size',
  'progress',
  'state',
  'down_rate',
  'up_rate',
  'peers',
  'eta',
  'ratio',
];

/** Which columns the compact table has, in which order and how wide. */
export class Columns {
  shown: readonly ColumnKey[] = $state.raw(DEFAULTS);
  /** Pixels, of those that a person resized. */
  #widths: Readonly<Partial<Record<ColumnKey, number>>> = $state.raw({});

  /** `grown`: how many times its own width a column has that nobody resized. */
  width(key: Exclude<ColumnKey, 'name'>, grown = 1): number {
    return this.#widths[key] ?? Math.round(WIDTHS[key] * grown);
  }

  /**
   * How many times their width columns have in so many pixels, `gap` and `edges` included: on a wide screen the name
   * alone would be a desert. It goes by the widths they come with, so that to resize one moves no other, unless the
   * name would have nothing left.
   */
  growth(pixels: number, gap: number, edges: number): number {
    const keys = this.shown.filter((key) => key !== 'name');
    const own = sum(keys.map((key) => WIDTHS[key]));
    const room = pixels - edges - gap * keys.length;
    const spare = Math.min(room - own - NAME_AMPLE, room - sum(keys.map((key) => this.width(key))) - NAME_MIN);
    return own > 0 ? Math.min(Math.max(1, 1 + spare / own), MOST_GROWN) : 1;
  }

  has(key: ColumnKey): boolean {
    return this.shown.includes(key);
  }

  /** Shows the column, at the end, or takes it away; the name always stays. */
  toggle(key: ColumnKey): void {
    if (key === 'name') return;
    this.shown = this.has(key) ? this.shown.filter((other) => other !== key) : [...this.shown, key];
  }

  /** Puts the column `step` places further right; to the left when negative. */
  move(key: ColumnKey, step: number): void {
    const from = this.shown.indexOf(key);
    const to = Math.max(0, Math.min(this.shown.length - 1, from + step));
    if (from === -1 || from === to) return;
    this.shown = this.shown.toSpliced(from, 1).toSpliced(to, 0, key);
  }

  resize(key: ColumnKey, width: number): void {
    this.#widths = {
      ...this.#widths,
      [key]: Math.round(Math.min(Math.max(width, COLUMN_WIDTH.min), COLUMN_WIDTH.max)),
    };
  }

  /** Back to the width it came with. */
  resetWidth(key: ColumnKey): void {
    const { [key]: _gone, ...others } = this.#widths;
    this.#widths = others;
  }

  reset(): void {
    this.shown = DEFAULTS;
    this.#widths = {};
  }

  /** Those that fit into so many pixels, `gap` and `edges` included; the last ones give way. */
  fitting(pixels: number, gap: number, edges: number): readonly ColumnKey[] {
    let room = pixels - edges - NAME_MIN;
    return this.shown.filter((key) => {
      if (key === 'name') return true;
      room -= this.width(key) + gap;
      return room >= 0;
    });
  }

  kept(): { shown: ColumnKey[]; widths: Partial<Record<ColumnKey, number>> } {
    return { shown: [...this.shown], widths: this.#widths };
  }

  /** Takes up what was kept; what is unknown or damaged is passed over. */
  restore(kept: unknown): void {
    if (typeof kept !== 'object' || kept === null) return;
    const { shown, widths } = kept as Record<string, unknown>;
    if (Array.isArray(shown)) {
      const known = new Set(shown.filter((key): key is ColumnKey => COLUMN_KEYS.some((one) => one === key)));
      this.shown = known.has('name') ? [...known] : DEFAULTS;
    }
    if (typeof widths === 'object' && widths !== null) {
      for (const [key, width] of Object.entries(widths)) {
        const known = COLUMN_KEYS.find((one) => one === key);
        if (known && typeof width === 'number') this.resize(known, width);
      }
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
