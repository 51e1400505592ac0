import { m } from '../../messages';
import type { SortKey } from '../../state';

export interface Column {
  key: SortKey;
  title: () => string;
  /** Words line up at the left, numbers at the right. */
  align: 'left' | 'right';
}

/** The compact table, from left to right. `--columns` in TorrentList.svelte has their widths. */
export const COLUMNS: readonly Column[] = [
  { key: 'name', title: m.sort_name, align: 'left' },
  { key: 'size', title: m.sort_size, align: 'right' },
  { key: 'progress', title: m.sort_progress, align: 'left' },
  { key: 'state', title: m.sort_state, align: 'left' },
  { key: 'down_rate', title: m.sort_down_rate, align: 'right' },
  { key: 'up_rate', title: m.sort_up_rate, align: 'right' },
  { key: 'peers', title: m.sort_peers, align: 'right' },
  { key: 'eta', title: m.sort_eta, align: 'right' },
  { key: 'ratio', title: m.sort_ratio, align: 'right' },
];
