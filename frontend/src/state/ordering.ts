import type { State, TorrentRow } from '../contract/generated';
import { compareNames } from '../format';
import { needsAttention } from './filters';
import type { Sort, SortKey } from './sorting';
import type { Group } from './view.svelte';

/** Seconds a torrent still counts as active after its last byte, so that rows don't jump about. */
const AFTERGLOW = 60;

const BUSY: ReadonlySet<State> = new Set<State>([
  'metadata',
  'checking',
  'downloading',
  'stalled',
  'moving',
  'deleting',
]);

/** Which of the three groups a row stands in. `now` is in Unix seconds. */
export function groupOf(row: TorrentRow, now: number): Group {
  if (needsAttention(row)) return 'needs';
  if (BUSY.has(row.state)) return 'active';
  if (row.state === 'seeding' && wasActive(row, now)) return 'active';
  return 'rest';
}

function wasActive(row: TorrentRow, now: number): boolean {
  return row.up_rate > 0 || (row.last_active_at !== null && now - row.last_active_at < AFTERGLOW);
}

/** Where a state stands among the others: what is most alive comes first. */
const RANK: Readonly<Record<State, number>> = {
  error: 0,
  missing_files: 1,
  downloading: 2,
  metadata: 3,
  stalled: 4,
  checking: 5,
  moving: 6,
  deleting: 7,
  seeding: 8,
  queued: 9,
  paused: 10,
  finished: 11,
  cancelled: 12,
};

/** What a row is sorted by, taken once so that comparing is cheap. */
export interface Ranked {
  readonly id: string;
  /** Its line of the list: always the same object. */
  readonly item: { readonly kind: 'row'; readonly id: string };
  readonly group: Group;
  readonly groupRank: number;
  /** One for each key that is sorted by. */
  readonly keys: readonly Key[];
}

type Key = number | string;

const GROUP_RANK: Readonly<Record<Group, number>> = { needs: 0, active: 1, rest: 2 };

/** By rates the list would never rest, so activity goes by state, then by the queue or the newest. */
const KEYS: Readonly<Record<SortKey, (row: TorrentRow) => Key>> = {
  activity: (row) => RANK[row.state] * 1e11 + (row.queue_position ?? -row.added_at),
  name: (row) => row.name,
  size: (row) => row.size,
  progress: (row) => row.progress,
  state: (row) => RANK[row.state],
  down_rate: (row) => row.down_rate,
  up_rate: (row) => row.up_rate,
  peers: (row) => row.peers,
  eta: (row) => row.eta ?? Infinity,
  ratio: (row) => row.ratio,
  added_at: (row) => row.added_at,
  queue_position: (row) => row.queue_position ?? Infinity,
  seeds: (row) => row.seeds,
  availability: (row) => row.availability,
  left: (row) => row.size - row.done,
  downloaded: (row) => row.downloaded,
  uploaded: (row) => row.uploaded,
  completed_at: (row) => row.completed_at ?? 0,
  last_active_at: (row) => row.last_active_at ?? 0,
  tracker: (row) => row.tracker ?? '',
  save_path: (row) => row.save_path,
};

/** What `row` is sorted by. `last` if that says the same: for ten thousand rows, what is made anew is dear. */
export function rank(row: TorrentRow, sorts: readonly Sort[], now: number, last?: Ranked): Ranked {
  const group = groupOf(row, now);
  if (last?.group === group && sorts.every(({ key }, index) => KEYS[key](row) === last.keys[index])) return last;
  const { id } = row;
  const item = last?.item ?? { kind: 'row', id };
  return { id, item, group, groupRank: GROUP_RANK[group], keys: sorts.map(({ key }) => KEYS[key](row)) };
}

/** A comparison for `Array.sort`, which is stable: equal rows keep the order they had. */
export function comparing(sorts: readonly Sort[]): (a: Ranked, b: Ranked) => number {
  const signs = sorts.map(({ direction }) => (direction === 'ascending' ? 1 : -1));
  const byKeys = (a: Ranked, b: Ranked) => {
    for (let index = 0; index < signs.length; index += 1) {
      const order = compareKeys(a.keys[index], b.keys[index]);
      if (order !== 0) return (signs[index] ?? 1) * order;
    }
    return 0;
  };
  if (sorts[0]?.key !== 'activity') return byKeys;
  return (a, b) => a.groupRank - b.groupRank || byKeys(a, b);
}

function compareKeys(a: Key = 0, b: Key = 0): number {
  if (typeof a === 'string' && typeof b === 'string') return compareNames(a, b);
  return a === b ? 0 : a < b ? -1 : 1;
}
