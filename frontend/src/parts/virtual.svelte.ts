import { untrack } from 'svelte';
import { Extents } from './extents';
import { Slots, type Slotted } from './slots';

export interface VirtualOptions<T> {
  /** Asked again whenever something reactive that they read has changed. */
  items: () => readonly T[];
  /** Pixels. */
  size: (item: T) => number;
  key: (item: T) => string;
  /** Lines of one kind may be drawn in each other's place; undefined: each is made for itself. */
  kind?: (item: T) => string | undefined;
  /** The key of the line that holds the focus. */
  held?: () => string | null;
  /** Rows beyond either edge of what is seen. */
  overscan?: number;
}

/** Lines that are made at most in one frame, those in sight first: a whole screen of them takes longer than a frame. */
const AT_ONCE = 16;
/** Lines scrolled out of sight whose slots wait for the next: what is seen holds one more or less from frame to frame. */
const SPARE = 4;
/** Milliseconds without a scroll after which it rests. */
const REST = 150;

/** An item that is drawn, and where: pixels from the list's start. */
export interface Line<T> {
  item: T;
  index: number;
  key: string;
  kind: string | undefined;
  start: number;
  size: number;
}

/** What a long list shows now: the lines at the scroll position, and nothing of the others. */
export class Virtual<T> {
  lines = $state.raw<readonly Slotted<Line<T>>[]>([]);
  /** Pixels: the whole list, what is seen of it, and how far it is scrolled. */
  total = $state(0);
  seen = $state(0);
  offset = $state(0);

  readonly #options: VirtualOptions<T>;
  readonly #slots = new Slots<Line<T>>(same);
  #element: HTMLElement | null = null;
  #extents = new Extents(0, () => 0);
  /** What is drawn: of these items, at these places, from one to before another, in this manner. */
  #drawn: { items: readonly T[]; extents: Extents; first: number; end: number; scrolling: boolean } | null = null;
  /** When it was scrolled last, and what waits for it to rest. */
  #scrolled = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  constructor(options: VirtualOptions<T>) {
    this.#options = options;
  }

  /** An attachment for the element that scrolls. */
  readonly attach = (element: HTMLElement) => {
    this.#element = element;
    element.addEventListener('scroll', this.#onscroll, { passive: true });
    // As it is observed: to be asked for, the page would be laid out in the midst of being built.
    const observer = new ResizeObserver(([entry]) => this.#measured(entry?.contentBoxSize[0]?.blockSize ?? 0));
    observer.observe(element);
    $effect.pre(() => {
      const { items, size } = this.#options;
      const all = items();
      this.#extents = new Extents(all.length, (index) => size(all[index]!));
      this.#publish();
    });
    return () => {
      element.removeEventListener('scroll', this.#onscroll);
      observer.disconnect();
      clearTimeout(this.#rest);
      cancelAnimationFrame(this.#frame);
      this.#element = null;
    };
  };

  /** Brings a row into view, moving no more than is needed. */
  reveal(index: number): void {
    if (!this.#element || index < 0 || index >= this.#extents.count) return;
    // It may be asked for before it was observed.
    const seen = this.seen || this.#element.clientHeight;
    const offset = this.#element.scrollTop;
    const [start, end] = [this.#extents.start(index), this.#extents.end(index)];
    if (start < offset || end - start > seen) this.scrollTo(start);
    else if (end > offset + seen) this.scrollTo(end - seen);
  }

  scrollTo(offset: number): void {
    if (this.#element) this.#element.scrollTop = offset;
  }

  /** How many rows of a size fit: what a page key moves by. */
  page(rowSize: number): number {
    return Math.max(1, Math.floor((this.#element?.clientHeight ?? rowSize) / rowSize) - 1);
  }

  readonly #onscroll = (): void => {
    if (!this.#element) return;
    this.offset = this.#element.scrollTop;
    this.#scrolled = performance.now();
    this.#rest ??= setTimeout(() => this.#mayRest(), REST);
    this.#publish();
  };

  #mayRest(): void {
    const left = this.#scrolled + REST - performance.now();
    this.#rest = left > 0 ? setTimeout(() => this.#mayRest(), left) : undefined;
    this.#publish();
  }

  #measured(height: number): void {
    this.seen = Math.round(height);
    this.#publish();
  }

  #publish(): void {
    untrack(() => {
      const extents = this.#extents;
      const items = this.#options.items();
      this.total = extents.total;
      const { overscan = 6, key, kind } = this.#options;
      // Where the list has become shorter, the element has not been scrolled back yet.
      const offset = Math.max(0, Math.min(this.offset, extents.total - this.seen));
      const none = extents.count === 0 || this.seen === 0;
      const first = none ? 0 : Math.max(0, extents.at(offset) - overscan);
      const end = none ? 0 : Math.min(extents.count, extents.at(offset + this.seen) + 1 + overscan);
      const before = this.#drawn;
      const scrolling = this.#rest !== undefined && items === before?.items;
      this.#drawn = { items, extents, first, end, scrolling };
      if (before && before.extents === extents && before.items === items) {
        if (before.first === first && before.end === end && before.scrolling === scrolling) return;
      }
      const all = items.slice(first, end).map((item, at) => {
        const index = first + at;
        const start = extents.start(index);
        return { item, index, key: key(item), kind: kind?.(item), start, size: extents.end(index) - start };
      });
      this.#show(all);
    });
  }

  /** Those that are there already stay; of the others as many as a frame has time for, the rest with the next ones. */
  #show(all: readonly Line<T>[]): void {
    cancelAnimationFrame(this.#frame);
    const there = new Set(untrack(() => this.lines).map(({ key }) => key));
    const coming = all.filter(({ key }) => !there.has(key));
    if (coming.length <= AT_ONCE) {
      this.#place(all);
      return;
    }
    const late = new Set([...coming].sort((one, other) => this.#away(one) - this.#away(other)).slice(AT_ONCE));
    this.#place(
      all.filter((line) => !late.has(line)),
      late.size,
    );
    this.#frame = requestAnimationFrame(() => this.#show(all));
  }

  /** While it scrolls, nothing moves in the page but what takes another's slot; then they are put in order. */
  #place(lines: readonly Line<T>[], late = 0): void {
    const scrolling = this.#drawn?.scrolling ?? false;
    const held = untrack(() => this.#options.held?.() ?? null);
    // What left while the list stays is out of sight, and may wait there.
    const spare = scrolling ? Math.max(SPARE, late) : 0;
    this.lines = this.#slots.place(lines, { held, inOrder: !scrolling, spare });
  }

  /** How many pixels a line is out of sight. */
  #away({ start, size }: Line<T>): number {
    return untrack(() => Math.max(0, this.offset - start - size, start - this.offset - this.seen));
  }
}

function same<T>(one: Line<T>, other: Line<T>): boolean {
  return one.item === other.item && one.index === other.index && one.start === other.start && one.size === other.size;
}
