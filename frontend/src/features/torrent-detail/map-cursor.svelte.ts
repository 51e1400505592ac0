import type { App } from '../../state';
import { filesWords } from './piece-map';

/** Milliseconds of rest before the host is asked which files lie under the pointer. */
const REST = 60;

/** What files the pieces under the pointer, or under the keyboard's cursor, belong to. */
export class FilesUnder {
  words = $state('');
  readonly #caller: App['caller'];
  #turn = 0;

  constructor(caller: App['caller']) {
    this.#caller = caller;
  }

  /** Asks about these pieces of the torrent. Returns what calls it off. */
  follow(id: string, first: number, last: number): () => void {
    const turn = ++this.#turn;
    this.words = '';
    const timer = setTimeout(() => void this.#ask(turn, id, first, last), REST);
    return () => {
      clearTimeout(timer);
    };
  }

  async #ask(turn: number, id: string, first: number, last: number): Promise<void> {
    try {
      const { paths, count } = await this.#caller.call('get_piece_files', { id, first, last });
      if (turn === this.#turn) this.words = filesWords(paths, count);
    } catch {
      // It has just left the list, and its map with it.
    }
  }
}
