import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { untrack } from 'svelte';
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

type Options = VirtualizerOptions<HTMLElement, HTMLElement>;

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
  #items: readonly T[] = [];
  #drawn: readonly VirtualItem[] = [];
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #slots = new Slots<Line<T>>(same);
  #scrolling = false;
  #element: HTMLElement | null = null;
  #frame = 0;

  constructor(options: VirtualOptions<T>) {
    this.#options = options;
    this.#virtualizer = new Virtualizer(this.#current());
  }

  /** An attachment for the element that scrolls. */
  readonly attach = (element: HTMLElement) => {
    this.#element = element;
    const unmount = this.#virtualizer._didMount();
    $effect.pre(() => {
      this.#virtualizer.setOptions(this.#current());
      this.#virtualizer.measure();
      this.#virtualizer._willUpdate();
      this.#publish();
    });
    return () => {
      unmount();
      cancelAnimationFrame(this.#frame);
      this.#element = null;
    };
  };

  /** Brings a row into view, moving no more than is needed. */
  reveal(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: 'auto' });
  }

  scrollTo(offset: number): void {
    this.#virtualizer.scrollToOffset(offset);
  }

  /** How many rows of a size fit: what a page key moves by. */
  page(rowSize: number): number {
    return Math.max(1, Math.floor((this.#element?.clientHeight ?? rowSize) / rowSize) - 1);
  }

  #current(): Options {
    const { items, size, key, overscan = 6 } = this.#options;
    const now = items();
    return {
      count: now.length,
      estimateSize: (index) => size(now[index]!),
      getItemKey: (index) => key(now[index]!),
      overscan,
      getScrollElement: () => this.#element,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.#publish(),
    };
  }

  #publish(): void {
    const items = untrack(this.#options.items);
    const drawn = this.#virtualizer.getVirtualItems();
    this.total = this.#virtualizer.getTotalSize();
    this.seen = this.#virtualizer.scrollRect?.height ?? 0;
    this.offset = this.#virtualizer.scrollOffset ?? 0;
    const scrolling = this.#virtualizer.isScrolling && items === this.#items;
    if (items === this.#items && drawn === this.#drawn && scrolling === this.#scrolling) return;
    this.#items = items;
    this.#drawn = drawn;
    this.#scrolling = scrolling;
    const { key, kind } = this.#options;
    const all = drawn.flatMap(({ index, start, size }) => {
      const item = items[index];
      return item === undefined ? [] : { item, index, key: key(item), kind: kind?.(item), start, size };
    });
    this.#show(all);
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
    const scrolling = this.#scrolling;
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
