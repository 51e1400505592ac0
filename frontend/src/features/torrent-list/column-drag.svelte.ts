import { isMirrored } from '../../parts/direction';
import type { ColumnKey, Columns } from '../../state';

/** Pixels the pointer moves before a press on a head is a drag and no click. */
const SLACK = 5;

interface Drag {
  key: ColumnKey;
  from: number;
  /** Pixels the head is away from where it lay. */
  by: number;
  moved: boolean;
}

/** Columns taken by their head and put elsewhere. */
export class ColumnDrag {
  #drag: Drag | null = $state(null);
  readonly #columns: Columns;

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** The column that is being moved. */
  get key(): ColumnKey | null {
    return this.#drag?.moved ? this.#drag.key : null;
  }

  get by(): number {
    return this.#drag?.by ?? 0;
  }

  start(key: ColumnKey, event: PointerEvent): void {
    if (event.button === 0) this.#drag = { key, from: event.clientX, by: 0, moved: false };
  }

  /** `heads`: the columns' elements, from left to right. */
  move(event: PointerEvent, heads: readonly HTMLElement[]): void {
    const drag = this.#drag;
    if (!drag) return;
    const by = event.clientX - drag.from;
    if (!drag.moved && Math.abs(by) < SLACK) return;
    if (!drag.moved) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#drag = { ...drag, by, moved: true };
    this.#step(drag.key, event.clientX, heads);
  }

  /** Whether it was a drag: then the click that follows means nothing. */
  end(): boolean {
    const moved = this.#drag?.moved ?? false;
    this.#drag = null;
    return moved;
  }

  /** Lets the column change places with the one whose middle the pointer has passed. */
  #step(key: ColumnKey, x: number, heads: readonly HTMLElement[]): void {
    const at = heads.findIndex((head) => head.dataset['column'] === key);
    const middle = (index: number) => {
      const box = heads[index]?.getBoundingClientRect();
      return box && box.left + box.width / 2;
    };
    const along = isMirrored() ? -1 : 1;
    const passed = (index: number, step: number) => {
      const there = middle(index);
      return there !== undefined && (x - there) * step * along > 0;
    };
    const step = passed(at - 1, -1) ? -1 : passed(at + 1, 1) ? 1 : 0;
    if (step === 0 || !this.#drag) return;
    this.#columns.move(key, step);
    this.#drag.from = x;
    this.#drag.by = 0;
  }
}
