import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';

export interface VirtualOptions {
  /** Asked again whenever something reactive that they read has changed. */
  count: () => number;
  /** Pixels. */
  size: (index: number) => number;
  key: (index: number) => string;
  /** Rows beyond either edge of what is seen. */
  overscan?: number;
}

type Options = VirtualizerOptions<HTMLElement, HTMLElement>;

/** What a long list shows now: the rows at the scroll position, and nothing of the others. */
export class Virtual {
  items = $state.raw<readonly VirtualItem[]>([]);
  /** Pixels: the whole list, what is seen of it, and how far it is scrolled. */
  total = $state(0);
  seen = $state(0);
  offset = $state(0);

  readonly #options: VirtualOptions;
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #element: HTMLElement | null = null;

  constructor(options: VirtualOptions) {
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
    const { count, size, key, overscan = 6 } = this.#options;
    return {
      count: count(),
      estimateSize: size,
      getItemKey: key,
      overscan,
      getScrollElement: () => this.#element,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.#publish(),
    };
  }

  #publish(): void {
    this.items = this.#virtualizer.getVirtualItems();
    this.total = this.#virtualizer.getTotalSize();
    this.seen = this.#virtualizer.scrollRect?.height ?? 0;
    this.offset = this.#virtualizer.scrollOffset ?? 0;
  }
}
