import { explain, m } from '../../messages';
import type { Node } from './file-tree';

/** A file or folder whose name is being typed, in its own line. */
export class Renaming {
  text = $state('');
  /** Why the name can't be, in a sentence. */
  error: string | null = $state(null);
  busy = $state(false);
  readonly node: Node;
  readonly #rename: (node: Node, name: string) => Promise<unknown>;

  constructor(node: Node, rename: (node: Node, name: string) => Promise<unknown>) {
    this.node = node;
    this.text = node.name;
    this.#rename = rename;
  }

  /** How much of the name is selected at first: a file's ending is seldom what one wants to change. */
  get stem(): number {
    const { name, index } = this.node;
    const dot = index === null ? -1 : name.lastIndexOf('.');
    return dot > 0 ? dot : name.length;
  }

  type(text: string): void {
    this.text = text;
    this.error = null;
  }

  /** The new name, once the host has it; undefined where it was refused or is the same. Never rejects. */
  async commit(): Promise<string | undefined> {
    const name = this.text.trim();
    if (this.busy) return undefined;
    if (/[\\/]/u.test(name)) {
      this.error = m.files_rename_slash();
      return undefined;
    }
    this.busy = true;
    try {
      await this.#rename(this.node, name);
      return name;
    } catch (reason) {
      const { text, advice } = explain(reason);
      this.error = advice ? `${text} ${advice}` : text;
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  get isSame(): boolean {
    const name = this.text.trim();
    return name === '' || name === this.node.name;
  }
}
