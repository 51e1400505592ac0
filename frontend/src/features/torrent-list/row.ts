import type { HTMLAttributes } from 'svelte/elements';
import type { TorrentRow } from '../../contract/generated';
import { m } from '../../messages';
import type { App } from '../../state';

export interface RowProps {
  id: string;
  /** Its place in the grid, from 0. */
  index: number;
  /** Whether Tab comes to this row: the one arrow keys move from, or the first. */
  entry: boolean;
}

/** What makes an element a row of the grid, in either density. */
export function rowAttributes(app: App, { id, index, entry }: RowProps): HTMLAttributes<HTMLDivElement> {
  return {
    role: 'row',
    tabindex: entry ? 0 : -1,
    'aria-rowindex': index + 1,
    'aria-selected': app.selection.has(id),
    ...{ 'data-id': id },
    // Tab comes to a row without a key of the grid's own.
    onfocus: () => {
      app.selection.focus = id;
    },
  };
}

/** The mark beside its name, where it is not treated as the others are. */
export function tagOf({ intent }: Pick<TorrentRow, 'intent'>): { word: string; why: string } | undefined {
  return intent === 'forced' ? { word: m.forced_tag(), why: m.forced_tag_why() } : undefined;
}
