import type { TorrentRow } from '../../contract/generated';
import { bytes, count, crumbs, day, duration, rate, ratio } from '../../format';
import type { ColumnKey } from '../../state';

/** Columns that are drawn rather than written. */
export type Drawn = 'name' | 'progress' | 'state';

/** Words line up at the left, numbers at the right. */
const WORDS: ReadonlySet<ColumnKey> = new Set<ColumnKey>(['name', 'progress', 'state', 'tracker', 'save_path']);

export function alignOf(key: ColumnKey): 'left' | 'right' {
  return WORDS.has(key) ? 'left' : 'right';
}

/** What a cell says; nothing where there is nothing to say. `now` in Unix seconds. */
export const TEXTS: Readonly<Record<Exclude<ColumnKey, Drawn>, (row: TorrentRow, now: number) => string>> = {
  size: ({ size }) => positive(size, bytes),
  down_rate: ({ down_rate }) => positive(down_rate, rate),
  up_rate: ({ up_rate }) => positive(up_rate, rate),
  peers: ({ peers }) => positive(peers, count),
  seeds: ({ seeds }) => positive(seeds, count),
  eta: ({ eta }) => (eta === null ? '' : duration(eta)),
  ratio: (row) => (row.downloaded + row.uploaded > 0 ? ratio(row.ratio) : ''),
  availability: ({ availability }) => positive(availability, ratio),
  left: ({ has_metadata, size, done }) => (has_metadata ? positive(size - done, bytes) : ''),
  downloaded: ({ downloaded }) => positive(downloaded, bytes),
  uploaded: ({ uploaded }) => positive(uploaded, bytes),
  added_at: ({ added_at }, now) => day(added_at, now),
  completed_at: ({ completed_at }, now) => (completed_at === null ? '' : day(completed_at, now)),
  last_active_at: ({ last_active_at }, now) => (last_active_at === null ? '' : day(last_active_at, now)),
  tracker: ({ tracker }) => tracker ?? '',
  save_path: ({ save_path }) => crumbs(save_path, 2),
  queue_position: ({ queue_position }) => (queue_position === null ? '' : count(queue_position + 1)),
};

export function isWritten(key: ColumnKey): key is Exclude<ColumnKey, Drawn> {
  return Object.hasOwn(TEXTS, key);
}

export const CELL_CLASS = Object.fromEntries(
  Object.keys(TEXTS).map((key) => [key, `cut ${alignOf(key as ColumnKey)} ${key}`]),
) as Readonly<Record<Exclude<ColumnKey, Drawn>, string>>;

/** What is said of a cell that may be cut short: the whole of it. */
export function titleOf(key: ColumnKey, { save_path, tracker }: TorrentRow): string | undefined {
  if (key === 'save_path') return save_path;
  return key === 'tracker' ? (tracker ?? undefined) : undefined;
}

function positive(value: number, write: (value: number) => string): string {
  return value > 0 ? write(value) : '';
}

/** Pixels; TorrentList.svelte and the rows' styles say the same. */
export const GAP = 14;
/** The glyph before the first column, and what is left free at either side. */
export const EDGES = 16 + GAP + 40;
