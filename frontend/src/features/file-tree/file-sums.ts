import type { FileTree, Node, TreeFile } from './file-tree';

/** libtorrent's scale, as far as people use it. */
export const PRIORITIES = { skip: 0, low: 1, normal: 4, high: 7 } as const;
export type PriorityName = keyof typeof PRIORITIES;

export function priorityName(priority: number): PriorityName {
  if (priority === 0) return 'skip';
  if (priority < PRIORITIES.normal) return 'low';
  return priority === PRIORITIES.normal ? 'normal' : 'high';
}

export interface Sums {
  size: number;
  done: number;
  /** 0–1. */
  progress: number;
  chosen: 'all' | 'some' | 'none';
  /** Undefined where the files have different ones. */
  priority: PriorityName | undefined;
}

/** Sums over any range of the tree, each in one step: running totals are taken once. */
export class FileSums {
  readonly #size: Float64Array;
  readonly #done: Float64Array;
  readonly #wanted: Float64Array;
  readonly #byPriority: Readonly<Record<PriorityName, Float64Array>>;

  constructor(tree: FileTree, files: readonly TreeFile[], progress: readonly number[]) {
    const at = tree.order.map((index) => files[index]);
    const running = (value: (file: TreeFile) => number) => runningTotal(at, value);
    const having = (name: PriorityName) => running(({ priority }) => Number(priorityName(priority) === name));
    this.#size = running(({ size }) => size);
    this.#done = running(({ index, done }) => progress[index] ?? done);
    this.#wanted = running(({ priority }) => Number(priority > 0));
    this.#byPriority = {
      skip: having('skip'),
      low: having('low'),
      normal: having('normal'),
      high: having('high'),
    };
  }

  of({ from, to }: Pick<Node, 'from' | 'to'>): Sums {
    const over = (totals: Float64Array) => (totals[to] ?? 0) - (totals[from] ?? 0);
    const size = over(this.#size);
    const done = over(this.#done);
    const wanted = over(this.#wanted);
    const names = Object.keys(PRIORITIES) as PriorityName[];
    return {
      size,
      done,
      progress: size > 0 ? done / size : 1,
      chosen: wanted === 0 ? 'none' : wanted === to - from ? 'all' : 'some',
      priority: names.find((name) => over(this.#byPriority[name]) === to - from),
    };
  }
}

/** One longer than `files`; the sum of a range is a difference of two of its values. */
function runningTotal(files: readonly (TreeFile | undefined)[], value: (file: TreeFile) => number): Float64Array {
  const totals = new Float64Array(files.length + 1);
  files.forEach((file, at) => {
    totals[at + 1] = (totals[at] ?? 0) + (file ? value(file) : 0);
  });
  return totals;
}
