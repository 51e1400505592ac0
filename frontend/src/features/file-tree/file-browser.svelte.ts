import { fold, holds, words } from '../../state/search';
import { FileSums, PRIORITIES, type PriorityName, type Sums } from './file-sums';
import { FileTree, type Node, type TreeFile } from './file-tree';

/** With this many files or fewer, every folder starts open. */
const FEW = 60;

/** Where the files come from, and where a choice goes. Read anew whenever it changes. */
export interface FileSource {
  readonly files: readonly TreeFile[];
  /** Bytes done by file index, where they are newer than in `files`. */
  readonly progress: readonly number[];
  /** One for each file, in the order of `files`. */
  setPriorities(priorities: number[]): void;
}

/** The state of a tree of files: which folders are open, what is searched for, where the focus is. */
export class FileBrowser {
  search = $state('');
  /** Path of the node that arrow keys move from. */
  focus: string | null = $state(null);
  /** Folders that are not as they started. */
  #turned: ReadonlySet<string> = $state.raw(new Set());
  readonly #source: FileSource;

  readonly #files = $derived.by(() => this.#source.files);
  /** Rebuilt when the host sends the files anew, which it does only when more than progress changed. */
  readonly #tree = $derived(new FileTree(this.#files));
  readonly #sums = $derived.by(() => new FileSums(this.#tree, this.#files, this.#source.progress));

  readonly nodes: readonly Node[] = $derived.by(() => {
    const wanted = words(this.search);
    if (wanted.length > 0) return this.#tree.found(({ path }) => holds(fold(path), wanted));
    return this.#tree.visible((path) => this.isOpen(path));
  });

  constructor(source: FileSource) {
    this.#source = source;
  }

  get count(): number {
    return this.#files.length;
  }

  /** The whole torrent. */
  get all(): Sums {
    return this.#sums.of({ from: 0, to: this.#files.length });
  }

  /** Bytes of the chosen files. */
  get chosenSize(): number {
    return this.#files.reduce((sum, { size, priority }) => (priority > 0 ? sum + size : sum), 0);
  }

  get chosenCount(): number {
    return this.#files.filter(({ priority }) => priority > 0).length;
  }

  sums(node: Node): Sums {
    return this.#sums.of(node);
  }

  isOpen(path: string): boolean {
    const startsOpen = this.#files.length <= FEW || path.indexOf('/') === path.length - 1;
    return this.#turned.has(path) ? !startsOpen : startsOpen;
  }

  turn(path: string): void {
    const turned = new Set(this.#turned);
    if (!turned.delete(path)) turned.add(path);
    this.#turned = turned;
  }

  /** Skips what is wholly chosen, else takes what is not. */
  toggle(node: Node): void {
    const all = this.sums(node).chosen === 'all';
    this.#change(node, (priority) => (all ? PRIORITIES.skip : priority || PRIORITIES.normal));
  }

  prioritise(node: Node, name: PriorityName): void {
    this.#change(node, () => PRIORITIES[name]);
  }

  /** Takes the files for which `holds` is true, skips the others. */
  chooseWhere(holds: (file: TreeFile) => boolean): void {
    const taken = (priority: number) => priority || PRIORITIES.normal;
    this.#source.setPriorities(this.#files.map((file) => (holds(file) ? taken(file.priority) : PRIORITIES.skip)));
  }

  #change({ from, to }: Node, change: (priority: number) => number): void {
    const inside = new Set(this.#tree.order.slice(from, to));
    const priorities = this.#files.map(({ index, priority }) => (inside.has(index) ? change(priority) : priority));
    this.#source.setPriorities(priorities);
  }
}
