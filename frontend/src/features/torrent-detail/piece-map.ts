import type { Pieces } from '../../contract/generated';
import { count, wholePercent } from '../../format';
import { m } from '../../messages';

/** The pieces, from the first to the last, that some cells of a map of so many stand for. */
export function piecesOf(
  { total, cells }: Pick<Pieces, 'total' | 'cells'>,
  firstCell: number,
  lastCell: number,
): { first: number; last: number } {
  const first = Math.floor((firstCell * total) / cells);
  return { first, last: Math.max(first, Math.floor(((lastCell + 1) * total) / cells) - 1) };
}

/** Which pieces they are, counted from one. */
export function whichWords({ first, last }: { first: number; last: number }, total: number): string {
  const all = { first: count(first + 1), total: count(total) };
  return first === last ? m.piece_one(all) : m.piece_some({ ...all, last: count(last + 1) });
}

/** What some cells have in common, the least of each. */
export interface Look {
  /** Share of their pieces that are here. */
  have: number;
  active: boolean;
  /** Connected peers that have the rarest of what is missing, 9 for more than that; null while nobody knows. */
  offered: number | null;
}

export function lookOf(pieces: Pick<Pieces, 'have' | 'availability' | 'active'>, first: number, last: number): Look {
  const least = (digits: string) => Math.min(...[...digits.slice(first, last + 1)].map(Number));
  return {
    have: least(pieces.have) / 9,
    active: pieces.active.some((cell) => cell >= first && cell <= last),
    offered: pieces.availability === '' ? null : least(pieces.availability),
  };
}

/** What there is of them, and who has the rest. */
export function stateWords({ have, active, offered }: Look): string {
  if (have === 1) return m.piece_here();
  if (active) return m.piece_flight();
  if (have > 0) return m.piece_partly({ percent: wholePercent(have) });
  if (offered === null) return m.piece_missing();
  if (offered === 0) return m.piece_nobody();
  return offered >= 9 ? m.piece_many() : m.piece_offered({ count: offered });
}

/** The files that they are pieces of, the first by its own name. */
export function filesWords(paths: readonly string[], files: number): string {
  const [first] = paths;
  if (first === undefined) return '';
  const name = first.slice(first.lastIndexOf('/') + 1);
  return files > 1 ? m.piece_more_files({ name, count: files - 1 }) : name;
}
