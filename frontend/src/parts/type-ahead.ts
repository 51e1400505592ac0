/** Milliseconds after which letters are the beginning of another name. */
const PAUSE = 1000;
const LETTER = /^[\p{L}\p{N}]$/u;

/** A list as it is looked through by the beginnings of its names. */
export interface Named {
  count: number;
  /** The one that has the focus, −1 for none. */
  from: number;
  startsWith(index: number, typed: string): boolean;
}

/** Letters that are typed in a list lead to the name that begins with them; the same one again, to the next of them. */
export class TypeAhead {
  #typed = '';
  #last = -Infinity;

  /** The index that is meant, −1 where no name begins so; undefined where the keys are no letter. */
  find({ key, timeStamp, ctrlKey, metaKey, altKey }: KeyboardEvent, list: Named): number | undefined {
    if (ctrlKey || metaKey || altKey || !LETTER.test(key)) return undefined;
    if (timeStamp - this.#last > PAUSE) this.#typed = '';
    this.#last = timeStamp;
    this.#typed += key;
    const [first = key] = this.#typed;
    const same = [...this.#typed].every((letter) => letter === first);
    // The one that has the focus stays while its name is being typed on.
    return this.#search(same ? first : this.#typed, list, same ? 1 : 0);
  }

  #search(typed: string, { count, from, startsWith }: Named, step: number): number {
    for (let at = 0; at < count; at += 1) {
      const index = (Math.max(from + step, 0) + at) % count;
      if (startsWith(index, typed)) return index;
    }
    return -1;
  }
}
