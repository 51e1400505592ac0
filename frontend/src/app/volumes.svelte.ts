import type { Space, TorrentRow } from '../contract/generated';

/** A volume that torrents are saved on. Bytes. */
export interface Volume {
  /** What it is called: the last part of where it is mounted. */
  name: string;
  /** Where it is mounted. */
  path: string;
  free: number;
  total: number;
  promised: number;
  low: boolean;
}

/** Asks the host about one folder. */
export type AskSpace = (path: string) => Promise<Space>;

/** Folders asked about: those with the most torrents. More folders than this rarely means more volumes. */
const MOST_FOLDERS = 24;
/** Below this share of the volume, or with less than what is promised, a volume is low. */
const LOW_SHARE = 0.03;

/** The volumes that torrents are saved on, and what they have left. */
export class Volumes {
  all: readonly Volume[] = $state.raw([]);
  readonly #ask: AskSpace;
  #asking = false;

  constructor(ask: AskSpace) {
    this.#ask = ask;
  }

  /** Asks about the folders anew; does nothing while it is asking. The first folder's volume is named first. */
  async refresh(folders: readonly string[]): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const spaces = await Promise.all(folders.map((path) => this.#ask(path).catch(() => null)));
      this.all = volumesOf(spaces.filter((space) => space !== null));
    } finally {
      this.#asking = false;
    }
  }
}

/** Where downloads go, then the folders most torrents are in. */
export function foldersOf(savePath: string, rows: Iterable<TorrentRow>): string[] {
  const counts = new Map<string, number>([[savePath, Infinity]]);
  for (const { save_path } of rows) counts.set(save_path, (counts.get(save_path) ?? 0) + 1);
  const byCount = [...counts].sort(([, a], [, b]) => b - a);
  return byCount.slice(0, MOST_FOLDERS).map(([path]) => path);
}

function volumesOf(spaces: readonly Space[]): Volume[] {
  const known = new Map<string, Volume>();
  for (const { volume, free, total, promised } of spaces) {
    if (known.has(volume) || total <= 0) continue;
    const low = free < total * LOW_SHARE || free < promised;
    known.set(volume, { name: nameOf(volume), path: volume, free, total, promised, low });
  }
  return [...known.values()];
}

function nameOf(mount: string): string {
  return mount.split(/[\\/]/u).filter(Boolean).at(-1) ?? mount;
}
