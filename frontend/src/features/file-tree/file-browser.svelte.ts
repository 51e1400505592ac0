import { fold, holds, words } from '../../state/search';
import { FileSelection, type Modifiers } from './file-selection.svelte';
import { FileSums, PRIORITIES, type PriorityName, type Sums } from './file-sums';
import { FileTree, type Node, type TreeFile } from './file-tree';
import { Renaming } from './renaming.svelte';

/** With this many files or fewer, every folder starts open. */
const FEW = 60;

/** Where the files come from, and where a choice goes. Read anew whenever it changes. */
export interface FileSource {
  readonly files: readonly TreeFile[];
  /** Bytes done by file index, where they are newer than in `files`. */
  readonly progress: readonly number[];
  /** One for each file, in the order of `files`. */
  setPriorities(priorities: number[]): void;
  /** Gives a file or folder another name; without it, names stay. Rejects with why not. */
  rename?(node: Node, name: string): Promise<unknown>;
}

/** The state of a tree of files: which folders are open, what is searched for, where the focus is. */
export class FileBrowser {
  search = $state('');
  /** Path of the node that arrow keys move from. */
  focus: string | null = $state(null);
  /** The name that is being typed. */
  renaming: Renaming | null = $state.raw(null);
  readonly #selection = new FileSelection();
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

  /** The index of the first file in it, or of itself. */
  firstOf({ from }: Node): number {
    return this.#tree.order[from] ?? 0;
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

  isSelected(path: string): boolean {
    return this.#selection.has(path);
  }

  /** Selects a line as a click with these keys held would. */
  pick(path: string, modifiers?: Modifiers): void {
    this.focus = path;
    this.#selection.pick(path, this.nodes, modifiers);
  }

  pickAll(): void {
    this.#selection.all(this.nodes);
  }

  /** What something done to `node` is done to: all that is selected, where it is, else it alone. */
  targets(node: Node): readonly Node[] {
    return this.isSelected(node.path) ? this.#selection.of(this.nodes) : [node];
  }

  /** Skips what is wholly chosen, else takes what is not. */
  toggle(node: Node): void {
    const nodes = this.targets(node);
    const all = nodes.every((each) => this.sums(each).chosen === 'all');
    this.#change(nodes, (priority) => (all ? PRIORITIES.skip : priority || PRIORITIES.normal));
  }

  prioritise(node: Node, name: PriorityName): void {
    this.#change(this.targets(node), () => PRIORITIES[name]);
  }

  get canRename(): boolean {
    return this.#source.rename !== undefined;
  }

  startRenaming(node: Node): void {
    const rename = this.#source.rename?.bind(this.#source);
    if (rename) this.renaming = new Renaming(node, rename);
  }

  /** Takes the typed name over. True once nothing is left to type: it was taken, or is the same. */
  async finishRenaming(): Promise<boolean> {
    const { renaming } = this;
    if (!renaming) return true;
    if (!renaming.isSame) {
      const name = await renaming.commit();
      if (name === undefined) return false;
      this.#follow(renaming.node, name);
    }
    if (this.renaming === renaming) this.renaming = null;
    return true;
  }

  /** Takes the files for which `holds` is true, skips the others. */
  chooseWhere(holds: (file: TreeFile) => boolean): void {
    const taken = (priority: number) => priority || PRIORITIES.normal;
    this.#source.setPriorities(this.#files.map((file) => (holds(file) ? taken(file.priority) : PRIORITIES.skip)));
  }

  /** Skips those for which `holds` is true where all of them are chosen, else takes them; the others stay. */
  toggleWhere(holds: (file: TreeFile) => boolean): void {
    const all = this.#files.every((file) => !holds(file) || file.priority > 0);
    const change = (priority: number) => (all ? PRIORITIES.skip : priority || PRIORITIES.normal);
    this.#source.setPriorities(this.#files.map((file) => (holds(file) ? change(file.priority) : file.priority)));
  }

  /** Takes or skips every file, or while something is searched for those that were found. */
  chooseAll(wanted: boolean): void {
    const found = this.search.trim() === '' ? null : new Set(this.nodes.map(({ index }) => index));
    this.#source.setPriorities(
      this.#files.map(({ index, priority }) => {
        if (found && !found.has(index)) return priority;
        return wanted ? priority || PRIORITIES.normal : PRIORITIES.skip;
      }),
    );
  }

  /** Keeps open what was, and the focus where it was, under the new name. */
  #follow({ path: old, name }: Node, renamed: string): void {
    const slash = old.endsWith('/') ? '/' : '';
    const path = `${old.slice(0, old.length - slash.length - name.length)}${renamed}${slash}`;
    const change = (each: string) =>
      each === old || (slash && each.startsWith(old)) ? path + each.slice(old.length) : each;
    this.#turned = new Set([...this.#turned].map(change));
    this.#selection.follow(change);
    this.focus &&= change(this.focus);
  }

  #change(nodes: readonly Node[], change: (priority: number) => number): void {
    const inside = new Set(nodes.flatMap(({ from, to }) => this.#tree.order.slice(from, to)));
    const priorities = this.#files.map(({ index, priority }) => (inside.has(index) ? change(priority) : priority));
    this.#source.setPriorities(priorities);
  }
}
