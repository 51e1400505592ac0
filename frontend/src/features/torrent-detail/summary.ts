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
  const total = (value: (row: TorrentRow) => number) => rows.reduce((sum, row) => sum + value(row), 0);
  const size = total((row) => row.size);
  const done = total((row) => row.done);
  return {
    count: rows.length,
    size,
    done,
    downloaded: total((row) => row.downloaded),
    uploaded: total((row) => row.uploaded),
    down: total((row) => row.down_rate),
    up: total((row) => row.up_rate),
    progress: size > 0 ? done / size : 0,
  };
}
