import type { Collision } from '../../contract/generated';
import type { App, OnConflict } from '../../state';

/** Milliseconds of quiet before a folder that is being typed, or a choice of files, is asked about. */
const PAUSE = 250;

/** Files of one torrent that is to be added which another torrent, or the disk, has already. */
export class ItemCollisions {
  torrents: readonly Collision[] = $state.raw([]);
  /** Of its files, those that are there already. */
  existing = $state(0);
  /** What a person wants done; null until they say so. */
  how: OnConflict | null = $state(null);
  readonly #previews: App['previews'];
  #asked = 0;

  constructor(previews: App['previews']) {
    this.#previews = previews;
  }

  /** Whether nothing stands in the way of adding it. */
  get settled(): boolean {
    return this.torrents.length === 0 || this.how !== null;
  }

  /** Whether all that is in common has the same size, so that both may use it. */
  get shareable(): boolean {
    return this.torrents.every(({ shareable }) => shareable);
  }

  /** Asks about `path`. Returns what calls it off. */
  follow(preview: string, path: string, files: readonly number[]): () => void {
    const timer = setTimeout(() => void this.ask(preview, path, files), this.#asked === 0 ? 0 : PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }

  /** Asks now. Never rejects. */
  async ask(preview: string, path: string, files: readonly number[]): Promise<void> {
    const turn = ++this.#asked;
    try {
      const found = await this.#previews.collisions(preview, path, files);
      if (turn === this.#asked) this.#tell(found.torrents, found.existing);
    } catch {
      // What is wrong with the folder is told beside it; adding finds collisions again.
      if (turn === this.#asked) this.#tell([], 0);
    }
  }

  #tell(torrents: readonly Collision[], existing: number): void {
    this.torrents = torrents;
    this.existing = existing;
    if (torrents.length === 0 || (this.how === 'share' && !this.shareable)) this.how = null;
  }
}
