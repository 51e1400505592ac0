/** Where each of many items begins, one after the other: pixels from the start of the first. */
export class Extents {
  /** Of each, and then the end of the last. */
  readonly #starts: Float64Array;

  /** `size`: pixels of the item at an index. */
  constructor(count: number, size: (index: number) => number) {
    this.#starts = new Float64Array(count + 1);
    let end = 0;
    for (let index = 0; index < count; index += 1) {
      end += size(index);
      this.#starts[index + 1] = end;
    }
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  /** Pixels that all take. */
  get total(): number {
    return this.start(this.count);
  }

  start(index: number): number {
    return this.#starts[index] ?? 0;
  }

  end(index: number): number {
    return this.start(index + 1);
  }

  /** Which item is at so many pixels; of those before the first and behind the last, that one. */
  at(offset: number): number {
    let low = 0;
    let high = Math.max(0, this.count - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
