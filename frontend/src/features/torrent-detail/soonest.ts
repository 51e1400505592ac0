import type { TorrentRow } from '../../contract/generated';

/** What all downloads that run come to. */
export interface Outlook {
  /** Ids of those that will be done first, the first of them first. */
  soonest: string[];
  /** Seconds until the last is done; null while none says when. */
  eta: number | null;
}

/** Looks at each torrent once, since it may be at ten thousand, every second. */
export function outlookOf(rows: Iterable<TorrentRow>, most: number): Outlook {
  const first: TorrentRow[] = [];
  let last: number | null = null;
  for (const row of rows) {
    if (row.state !== 'downloading' || row.eta === null) continue;
    last = Math.max(last ?? 0, row.eta);
    const at = first.findIndex(({ eta }) => (eta ?? Infinity) > row.eta!);
    if (at !== -1) first.splice(at, 0, row);
    else if (first.length < most) first.push(row);
    first.length = Math.min(first.length, most);
  }
  return { soonest: first.map(({ id }) => id), eta: last };
}
