import { fold } from './search';

/** A text in pieces, of which those that were typed stand out. */
export interface Piece {
  text: string;
  hit: boolean;
}

export interface Match {
  /** The smaller, the better: the start of the text, then the start of a word, then anywhere. */
  rank: number;
  pieces: readonly Piece[];
}

/** How `text` answers to the typed words; undefined where one of them is not in it. */
export function match(text: string, words: readonly string[]): Match | undefined {
  const folded = new Folded(text);
  let rank = 0;
  for (const word of words) {
    const at = folded.find(word);
    if (at === -1) return undefined;
    rank += at === 0 ? 0 : folded.isWordStart(at) ? 1 : 2;
    folded.hit(at, word);
  }
  return { rank, pieces: folded.pieces() };
}

/** The text with those of the typed words standing out that are in it. */
export function marked(text: string, words: readonly string[]): readonly Piece[] {
  const folded = new Folded(text);
  for (const word of words) {
    const at = folded.find(word);
    if (at !== -1) folded.hit(at, word);
  }
  return folded.pieces();
}

/** A text without case and accents, and which of its characters were typed. */
class Folded {
  readonly #characters: readonly string[];
  readonly #folded: readonly string[];
  /** Where each character begins in `#whole`. */
  readonly #starts: readonly number[];
  readonly #whole: string;
  readonly #hits = new Set<number>();

  constructor(text: string) {
    this.#characters = [...text];
    this.#folded = this.#characters.map(fold);
    const starts: number[] = [];
    let whole = '';
    for (const each of this.#folded) {
      starts.push(whole.length);
      whole += each;
    }
    this.#starts = starts;
    this.#whole = whole;
  }

  /** Where the word stands, at the start of a word if it does anywhere; −1 where it does not. */
  find(word: string): number {
    const first = this.#whole.indexOf(word);
    for (let at = first; at !== -1; at = this.#whole.indexOf(word, at + 1)) {
      if (this.isWordStart(at)) return at;
    }
    return first;
  }

  isWordStart(at: number): boolean {
    return at === 0 || !/[\p{L}\p{N}]/u.test(this.#whole[at - 1] ?? '');
  }

  hit(at: number, word: string): void {
    this.#characters.forEach((_, index) => {
      const start = this.#starts[index] ?? 0;
      if (start < at + word.length && start + (this.#folded[index]?.length ?? 0) > at) this.#hits.add(index);
    });
  }

  pieces(): Piece[] {
    const pieces: Piece[] = [];
    this.#characters.forEach((character, index) => {
      const hit = this.#hits.has(index);
      const last = pieces.at(-1);
      if (last?.hit === hit) last.text += character;
      else pieces.push({ text: character, hit });
    });
    return pieces;
  }
}
