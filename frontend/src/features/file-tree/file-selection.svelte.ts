import type { Node } from './file-tree';

export interface Modifiers {
  /** Extend from the anchor. */
  shift?: boolean;
  /** Ctrl, or Command on macOS: add or take away one. */
  toggle?: boolean;
}

/** Which lines of the tree are chosen to be done something to; not which files are wanted. */
export class FileSelection {
  #paths: ReadonlySet<string> = $state.raw(new Set());
  /** Where a range starts. */
  #anchor: string | null = null;

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** Those of `nodes` that are chosen: what is hidden in a closed folder is not meant. */
  of(nodes: readonly Node[]): readonly Node[] {
    return nodes.filter(({ path }) => this.#paths.has(path));
  }

  /** Chooses `path` as a click with these keys held would. `nodes` are the lines, in their order. */
  pick(path: string, nodes: readonly Node[], { shift = false, toggle = false }: Modifiers = {}): void {
    const anchor = shift ? nodes.findIndex((node) => node.path === this.#anchor) : -1;
    if (anchor !== -1) {
      const to = nodes.findIndex((node) => node.path === path);
      const range = nodes.slice(Math.min(anchor, to), Math.max(anchor, to) + 1).map((node) => node.path);
      this.#paths = new Set(toggle ? [...this.#paths, ...range] : range);
      return;
    }
    this.#anchor = path;
    const paths = new Set(toggle ? this.#paths : []);
    if (!toggle || !paths.delete(path)) paths.add(path);
    this.#paths = paths;
  }

  all(nodes: readonly Node[]): void {
    this.#paths = new Set(nodes.map(({ path }) => path));
  }

  /** Follows a file or folder to its new path. */
  follow(change: (path: string) => string): void {
    this.#paths = new Set([...this.#paths].map(change));
    this.#anchor &&= change(this.#anchor);
  }
}
