import type { TorrentRow } from '../../contract/generated';
import { m } from '../../messages';

export interface RowProps {
  id: string;
  /** Its place in the grid, from 0. */
  index: number;
  /** Whether Tab comes to this row: the one arrow keys move from, or the first. */
  entry: boolean;
}

/** The mark beside its name, where it is not treated as the others are. */
export function tagOf({ intent }: Pick<TorrentRow, 'intent'>): { word: string; why: string } | undefined {
  return intent === 'forced' ? { word: m.forced_tag(), why: m.forced_tag_why() } : undefined;
}
