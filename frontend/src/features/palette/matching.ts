import { fold } from '../../state/search';

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
  const characters = [...text];
  const folded = characters.map(fold);
  const starts: number[] = [];
  let whole = '';
  for (const each of folded) {
    starts.push(whole.length);
    whole += each;
  }
  const hits = new Set<number>();
  let rank = 0;
  for (const word of words) {
    const at = find(whole, word);
    if (at === -1) return undefined;
    rank += at === 0 ? 0 : isWordStart(whole, at) ? 1 : 2;
    characters.forEach((_, index) => {
      const start = starts[index] ?? 0;
      if (start < at + word.length && start + (folded[index]?.length ?? 0) > at) hits.add(index);
    });
  }
  return { rank, pieces: inPieces(characters, hits) };
}

/** Where the word stands, at the start of a word if it does anywhere. */
function find(whole: string, word: string): number {
  const first = whole.indexOf(word);
  for (let at = first; at !== -1; at = whole.indexOf(word, at + 1)) {
    if (isWordStart(whole, at)) return at;
  }
  return first;
}

const isWordStart = (whole: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(whole[at - 1] ?? '');

function inPieces(characters: readonly string[], hits: ReadonlySet<number>): Piece[] {
  const pieces: Piece[] = [];
  characters.forEach((character, index) => {
    const hit = hits.has(index);
    const last = pieces.at(-1);
    if (last?.hit === hit) last.text += character;
    else pieces.push({ text: character, hit });
  });
  return pieces;
}
