/** What a list wants drawn. */
export interface Wanted {
  key: string;
  /** Lines of one kind can be drawn in each other's place; undefined: each is made for itself. */
  kind: string | undefined;
}

/** Where it is drawn: a line that has another's slot is drawn in what was made for that one. */
export type Slotted<T> = T & { slot: string };

export interface Manner {
  /** A line whose slot no other may take, since it holds the focus. */
  held: string | null;
  /** In the order of the list, as it is read aloud; else in whichever order moves nothing in the page. */
  inOrder: boolean;
  /** How many that have left stay where they were until their slot is needed. */
  spare: number;
}

/**
 * Which slot each line of a long list is drawn in. One that comes takes the slot of one that left, which costs a
 * fraction of making it anew.
 */
export class Slots<T extends Wanted> {
  #lines: readonly Slotted<T>[] = [];
  #made = 0;
  readonly #same: (one: T, other: T) => boolean;

  /** `same`: whether two lines of one key are drawn alike, where they are. */
  constructor(same: (one: T, other: T) => boolean) {
    this.#same = same;
  }

  place(wanted: readonly T[], { held, inOrder, spare }: Manner): readonly Slotted<T>[] {
    const keys = new Set(wanted.map(({ key }) => key));
    const left = this.#lines.filter(({ key, kind }) => !keys.has(key) && kind !== undefined && key !== held);
    const before = new Map(this.#lines.map((line) => [line.key, line]));
    const placed = wanted.map((line) => {
      const there = before.get(line.key);
      // The same object where nothing changed: nobody looks at it again.
      if (there && this.#same(there, line)) return there;
      return { ...line, slot: there?.slot ?? this.#slot(line, left) };
    });
    const lines = [...placed, ...left.slice(0, spare)];
    this.#lines = inOrder ? lines : this.#unmoved(lines);
    return this.#lines;
  }

  #slot({ key, kind }: T, left: Slotted<T>[]): string {
    if (kind === undefined) return key;
    const at = left.findIndex((line) => line.kind === kind);
    return at === -1 ? `${kind} ${this.#made++}` : left.splice(at, 1)[0]!.slot;
  }

  /** Slots that were there stay in their order; new ones come behind them. */
  #unmoved(lines: readonly Slotted<T>[]): Slotted<T>[] {
    const by = new Map(lines.map((line) => [line.slot, line]));
    const there = this.#lines.flatMap(({ slot }) => by.get(slot) ?? []);
    for (const { slot } of there) by.delete(slot);
    return [...there, ...by.values()];
  }
}
