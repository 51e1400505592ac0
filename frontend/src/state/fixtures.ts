import type { DeltaEvent, SessionInfo, Settings, SnapshotEvent, TorrentRow } from '../contract/generated';

/** Plain values for tests: say only what the test is about. */

export function idOf(n: number): string {
  return n.toString(16).padStart(40, '0');
}

const ROW: Omit<TorrentRow, 'id' | 'name'> = {
  state: 'downloading',
  intent: 'run',
  reason: null,
  state_since: 0,
  progress: 0.5,
  size: 1000,
  total_size: 1000,
  done: 500,
  downloaded: 500,
  uploaded: 0,
  down_rate: 0,
  up_rate: 0,
  peers: 0,
  seeds: 0,
  swarm_peers: null,
  swarm_seeds: null,
  availability: 0,
  eta: null,
  ratio: 0,
  queue_position: null,
  place_in_line: null,
  limit: null,
  search: null,
  save_path: '/downloads',
  added_at: 0,
  completed_at: null,
  last_active_at: null,
  has_metadata: true,
  private: false,
  sequential: false,
  first_last: false,
  super_seeding: false,
  tracker: null,
  trackers: 0,
  error: null,
};

export function aRow(n: number, changes: Partial<TorrentRow> = {}): TorrentRow {
  return { ...ROW, id: idOf(n), name: `torrent ${n}`, ...changes };
}

export const SESSION: SessionInfo = {
  down_rate: 0,
  up_rate: 0,
  downloaded: 0,
  uploaded: 0,
  paused: false,
  listen_port: 50000,
  reachable: null,
  dht_nodes: null,
  peers: 0,
  free_space: null,
  held_by: null,
};

export function aSnapshot(rows: TorrentRow[], seq = 1, total = rows.length): SnapshotEvent {
  return { type: 'snapshot', seq, session: SESSION, rows, total };
}

export function aDelta(seq: number, rows: TorrentRow[], removed: string[] = []): DeltaEvent {
  return { type: 'delta', seq, session: null, rows, removed };
}

export const SETTINGS: Settings = {
  save_path: '/downloads',
  complete_path: null,
  incomplete_path: null,
  incomplete_suffix: false,
  down_limit: 0,
  up_limit: 0,
  slow_mode: false,
  slow_down_limit: 1_000_000,
  slow_up_limit: 200_000,
  limit_local: false,
  connections: 500,
  connections_per_torrent: 100,
  upload_slots: 20,
  active_downloads: 5,
  active_seeds: 0,
  ignore_slow: true,
  metadata_at_once: 10,
  listen_port: 50000,
  port_mapping: true,
  dht: true,
  lsd: true,
  pex: true,
  utp: true,
  encryption: 'prefer',
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  close_to_tray: true,
  keep_awake: true,
  awake_for_seeding: false,
  notify_finished: true,
  notify_problems: true,
  notify_added: true,
  when_done: 'nothing',
  when_done_always: false,
  run_on_completion: [],
  start_added: true,
  all_paused: false,
  pause_on_battery: false,
  pause_on_metered: false,
  delete_to_trash: true,
  view: {},
};
