import type { Reason, State, TorrentRow } from '../contract/generated';

/** The sidebar's filters, in the order they are shown. */
export const FILTERS = [
  'all',
  'downloading',
  'seeding',
  'finished',
  'paused',
  'queued',
  'attention',
  'cancelled',
] as const;

export type Filter = (typeof FILTERS)[number];

/** A stall that passes by itself is no cause for a person to look. */
const PASSING: ReadonlySet<Reason['kind']> = new Set<Reason['kind']>([
  'starting',
  'idle',
  'rate_limit',
  'session_paused',
  'choked',
]);

/** Nobody can be asked for peers: no tracker, no DHT, and of a magnet's metadata no peer was ever heard of. */
export function hasNobodyToAsk({ state, reason, search, trackers, peers }: Sought): boolean {
  if (state === 'stalled') return reason?.kind === 'nobody_to_ask';
  return state === 'metadata' && search?.dht === false && trackers === 0 && peers === 0 && search.peers_found === 0;
}

type Sought = Pick<TorrentRow, 'state' | 'reason' | 'search' | 'trackers' | 'peers'>;

export function needsAttention(row: Sought): boolean {
  const { state, reason } = row;
  if (state === 'error' || state === 'missing_files' || hasNobodyToAsk(row)) return true;
  return state === 'stalled' && reason !== null && !PASSING.has(reason.kind);
}

const isComplete = (row: TorrentRow) => row.has_metadata && row.done >= row.size;

const FETCHING: ReadonlySet<State> = new Set<State>(['metadata', 'downloading', 'stalled']);
/** States of a torrent that is busy with what it has, whether that is all of it or not. */
const EITHER_WAY: ReadonlySet<State> = new Set<State>(['queued', 'checking', 'moving']);

/** Which rows a filter shows. This table is the only definition there is. */
const MATCHES: Readonly<Record<Filter, (row: TorrentRow) => boolean>> = {
  all: () => true,
  downloading: (row) => FETCHING.has(row.state) || (EITHER_WAY.has(row.state) && !isComplete(row)),
  seeding: (row) => row.state === 'seeding',
  finished: (row) => row.state === 'finished',
  paused: (row) => row.state === 'paused',
  queued: (row) => row.state === 'queued',
  attention: needsAttention,
  cancelled: (row) => row.state === 'cancelled',
};

export function matches(filter: Filter, row: TorrentRow): boolean {
  return MATCHES[filter](row);
}

/** One bit a filter, so that a row's memberships compare in one step. */
export function membership(row: TorrentRow): number {
  let bits = 0;
  for (let index = 0; index < FILTERS.length; index += 1) {
    const filter = FILTERS[index];
    if (filter !== undefined && MATCHES[filter](row)) bits |= 1 << index;
  }
  return bits;
}
