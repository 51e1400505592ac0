import type { State, TorrentRow } from '../../contract/generated';
import { needsAttention } from '../../state';

/** How a row's hairline is drawn. Light is for what moves; the rest is grey, ticks or dashes. */
export type WakeKind =
  'live' | 'giving' | 'seeking' | 'held' | 'stopped-attention' | 'stopped-danger' | 'ticks' | 'dashes' | 'none';

const KINDS: Readonly<Record<State, WakeKind>> = {
  metadata: 'seeking',
  checking: 'ticks',
  queued: 'held',
  downloading: 'live',
  stalled: 'stopped-attention',
  seeding: 'giving',
  finished: 'none',
  paused: 'held',
  moving: 'ticks',
  deleting: 'dashes',
  cancelled: 'dashes',
  missing_files: 'dashes',
  error: 'stopped-danger',
};

export interface WakeShape {
  kind: WakeKind;
  /** 0–100. */
  percent: number;
}

type Row = Pick<
  TorrentRow,
  'state' | 'reason' | 'progress' | 'up_rate' | 'done' | 'size' | 'search' | 'trackers' | 'peers'
>;

export function wakeOf(row: Row): WakeShape {
  const standing = kindOf(row);
  // Before the first byte there is no head that could shine.
  const kind = standing === 'live' && row.progress <= 0 ? 'none' : standing;
  const percent = kind === 'seeking' || kind === 'giving' ? 100 : Math.min(100, Math.max(0, row.progress * 100));
  return { kind, percent: Math.round(percent * 10) / 10 };
}

function kindOf(row: Row): WakeKind {
  if (row.state === 'seeding' && row.up_rate === 0) return 'none';
  if (row.state === 'stalled' && !needsAttention(row)) return 'held';
  if (row.state === 'metadata' && needsAttention(row)) return 'dashes';
  // Whole and paused is done: a full grey line would only say so a second time.
  if (row.state === 'paused' && row.size > 0 && row.done >= row.size) return 'none';
  return KINDS[row.state];
}
