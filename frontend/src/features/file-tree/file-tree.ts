import type { FileRow } from '../../contract/generated';
import { compareNames } from '../../format';

/** As much of a file as a tree needs. */
export type TreeFile = Pick<FileRow, 'index' | 'path' | 'size' | 'done' | 'priority'>;

interface Folder {
  name: string;
  path: string;
  folders: Map<string, Folder>;
  files: TreeFile[];
}

/** A folder or a file, standing for the files `from`…`to` (exclusive) of the tree's order. */
export interface Node {
  /** Unique in the tree; folders end in a slash. */
  path: string;
  name: string;
  depth: number;
  from: number;
  to: number;
  /** The file's index in the torrent; null for a folder. */
  index: number | null;
}

/**
 * Files as folders nest them. Nodes are in the order they are shown, and each folder's files
 * follow it without a gap, so that everything about a folder is a range.
 */
export class FileTree {
  readonly nodes: readonly Node[];
  /** File indices, in the order they are shown. */
  readonly order: readonly number[];

  constructor(files: readonly TreeFile[]) {
    const nodes: Node[] = [];
    const order: number[] = [];
    lay(nest(files), -1, nodes, order);
    this.nodes = nodes;
    this.order = order;
  }

  /** Nodes that show with these folders open: every one whose folders are all open. */
  visible(isOpen: (path: string) => boolean): Node[] {
    const shown: Node[] = [];
    let hiddenTo = 0;
    for (const node of this.nodes) {
      if (node.from < hiddenTo) continue;
      shown.push(node);
      if (node.index === null && !isOpen(node.path)) hiddenTo = node.to;
    }
    return shown;
  }

  /** Files for which `holds` is true, and the folders they are in. */
  found(holds: (node: Node) => boolean): Node[] {
    const hits = new Set(this.nodes.filter((node) => node.index !== null && holds(node)).map(({ from }) => from));
    const counts = new Uint32Array(this.order.length + 1);
    for (let at = 0; at < this.order.length; at += 1) counts[at + 1] = (counts[at] ?? 0) + (hits.has(at) ? 1 : 0);
    return this.nodes.filter(({ from, to }) => (counts[to] ?? 0) > (counts[from] ?? 0));
  }
}

function nest(files: readonly TreeFile[]): Folder {
  const root = folder('', '');
  for (const file of files) {
    const names = file.path.split('/').slice(0, -1);
    let at = root;
    for (const name of names) {
      let next = at.folders.get(name);
      if (!next) at.folders.set(name, (next = folder(name, `${at.path}${name}/`)));
      at = next;
    }
    at.files.push(file);
  }
  return root;
}

function folder(name: string, path: string): Folder {
  return { name, path, folders: new Map(), files: [] };
}

/** Folders and files together by name, as a person looks for them. */
function lay(at: Folder, depth: number, nodes: Node[], order: number[]): void {
  const node: Node = { path: at.path, name: at.name, depth, from: order.length, to: 0, index: null };
  if (depth >= 0) nodes.push(node);
  const folders = [...at.folders.values()].sort((a, b) => compareNames(a.name, b.name));
  for (const inner of folders) lay(inner, depth + 1, nodes, order);
  const files = at.files.map((file) => ({ file, name: nameOf(file) }));
  for (const { file, name } of files.sort((a, b) => compareNames(a.name, b.name))) {
    const from = order.push(file.index) - 1;
    nodes.push({ path: file.path, name, depth: depth + 1, from, to: from + 1, index: file.index });
  }
  node.to = order.length;
}

function nameOf({ path }: TreeFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
