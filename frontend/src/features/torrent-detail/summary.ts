import type { TorrentRow } from '../../contract/generated';

export interface SummaryOfRows {
  count: number;
  /** Bytes. */
  size: number;
  done: number;
  downloaded: number;
  uploaded: number;
  /** Bytes a second. */
  down: number;
  up: number;
  /** 0–1, of all their bytes together. */
  progress: number;
}

/** What several torrents come to. */
export function summarise(rows: readonly TorrentRow[]): SummaryOfRows {
  const sums = { size: 0, done: 0, downloaded: 0, uploaded: 0, down: 0, up: 0 };
  // In one pass: it may be of ten thousand, with each message of the host.
  for (const row of rows) {
    sums.size += row.size;
    sums.done += row.done;
    sums.downloaded += row.downloaded;
    sums.uploaded += row.uploaded;
    sums.down += row.down_rate;
    sums.up += row.up_rate;
  }
  return { ...sums, count: rows.length, progress: sums.size > 0 ? sums.done / sums.size : 0 };
}
