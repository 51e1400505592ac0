import type { TorrentRow } from '../../contract/generated';
import type { SortKey } from '../../state';

/** Whether a row stands where it does because of its place in the queue, so that dragging it means something. */
export function standsByQueue({ queue_position, state }: TorrentRow, sort: SortKey): boolean {
  if (queue_position === null) return false;
  return sort === 'queue_position' || (sort === 'activity' && state === 'queued');
}

/** The place in the queue, as `queue_move` counts it, right before or after `target`: those that move leave first. */
export function placeBeside(
  target: TorrentRow,
  after: boolean,
  rows: Iterable<TorrentRow>,
  moving: ReadonlySet<string>,
): number {
  const at = target.queue_position ?? 0;
  let place = 0;
  for (const { id, queue_position: position } of rows) {
    if (position === null || moving.has(id)) continue;
    if (position < at || (after && position === at)) place += 1;
  }
  return place;
}
