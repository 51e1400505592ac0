import type { HTMLAttributes } from 'svelte/elements';
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
