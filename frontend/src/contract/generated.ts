// Generated from backend/torrpeddo/contract and rpc/table.py by build/contract.py.
// Don't edit: change those and run `npm run contract`.

export type NoParams = Record<string, never>;

/** What a person sees. Derived from intent, jobs and what the engine reports; never stored. */
export type State =
  | 'metadata'
  | 'checking'
  | 'queued'
  | 'downloading'
  | 'stalled'
  | 'seeding'
  | 'finished'
  | 'paused'
  | 'moving'
  | 'deleting'
  | 'cancelled'
  | 'missing_files'
  | 'error';

/** What the person asked for. Stored; the engine never changes it. */
export type Intent = 'run' | 'forced' | 'paused' | 'stopped';

/** Why a torrent is in its state, where the state alone does not say. */
export type ReasonKind =
  | 'starting'
  | 'queued_for_check'
  | 'queue_limit'
  | 'no_peers'
  | 'no_seeds'
  | 'choked'
  | 'tracker_error'
  | 'rate_limit'
  | 'disk'
  | 'idle'
  | 'partial'
  | 'session_paused'
  | 'completed';

/**
 * - `foreign`: In the torrent's folder, but not one of its files.
 * - `shared`: Another torrent in the list has it too; `by` names that one.
 * - `link`: A symbolic link, or something behind one.
 * - `special`: Not a regular file.
 * - `outside`: Its path leaves the save path.
 * - `skipped`: The torrent never wrote it: it was skipped, so what is there is the person's.
 * - `changed`: It changed after the preview was shown.
 */
export type StayReason = 'foreign' | 'shared' | 'link' | 'special' | 'outside' | 'skipped' | 'changed';

export type Encryption = 'prefer' | 'require' | 'off';

export type Theme = 'system' | 'dark' | 'light';

export type Density = 'comfortable' | 'compact';

/** What the host tells without being asked, by `type`. */
export type Event =
  | SnapshotEvent
  | DeltaEvent
  | DetailsEvent
  | PreviewEvent
  | SettingsEvent
  | NoticeEvent
  | ProgressEvent
  | AddRequestEvent;

/** All there is to say between the host and the interface. */
export interface Contract {
  methods: Methods;
  event: Event;
}

/** Every method of the host: what it takes and what it answers. */
export interface Methods {
  get_status: {
    params: NoParams;
    result: Status;
  };
  get_torrent: {
    params: OneTorrent;
    result: TorrentDetails;
  };
  get_files: {
    params: OneTorrent;
    result: FileRow[];
  };
  get_peers: {
    params: OneTorrent;
    result: PeerRow[];
  };
  get_trackers: {
    params: OneTorrent;
    result: TrackerRow[];
  };
  get_pieces: {
    params: OneTorrent;
    result: Pieces;
  };
  /** Start events afresh with a snapshot. Also the answer to a gap in `seq`. */
  subscribe: {
    params: NoParams;
    result: null;
  };
  watch: {
    params: Watch;
    result: null;
  };
  set_visible: {
    params: SetVisible;
    result: null;
  };
  add_magnet: {
    params: AddMagnet;
    result: Added;
  };
  add_torrent_file: {
    params: AddTorrentFile;
    result: Added;
  };
  preview_magnet: {
    params: PreviewMagnet;
    result: Preview;
  };
  preview_torrent_file: {
    params: PreviewTorrentFile;
    result: Preview;
  };
  accept_preview: {
    params: AcceptPreview;
    result: Added;
  };
  cancel_preview: {
    params: CancelPreview;
    result: null;
  };
  pause: {
    params: Torrents;
    result: null;
  };
  resume: {
    params: Torrents;
    result: null;
  };
  force: {
    params: Torrents;
    result: null;
  };
  stop: {
    params: Torrents;
    result: null;
  };
  restart: {
    params: Torrents;
    result: null;
  };
  recheck: {
    params: Torrents;
    result: null;
  };
  reannounce: {
    params: Torrents;
    result: null;
  };
  remove: {
    params: Torrents;
    result: null;
  };
  pause_all: {
    params: NoParams;
    result: null;
  };
  resume_all: {
    params: NoParams;
    result: null;
  };
  set_file_priorities: {
    params: SetFilePriorities;
    result: null;
  };
  set_sequential: {
    params: SetSequential;
    result: null;
  };
  connect_peer: {
    params: ConnectPeer;
    result: null;
  };
  preview_delete: {
    params: PreviewDelete;
    result: DeletePreview;
  };
  delete: {
    params: Delete;
    result: Deleted;
  };
  undo_delete: {
    params: UndoDelete;
    result: DeletedTorrents;
  };
  get_app: {
    params: NoParams;
    result: AppInfo;
  };
  get_settings: {
    params: NoParams;
    result: Settings;
  };
  update_settings: {
    params: UpdateSettings;
    result: Settings;
  };
  get_space: {
    params: OfPath;
    result: Space;
  };
  /** Ask the host to end. The reply comes first; the pipe or window closes after it. */
  shutdown: {
    params: NoParams;
    result: null;
  };
  choose_folder: {
    params: ChooseFolder;
    result: Chosen;
  };
  choose_torrents: {
    params: NoParams;
    result: Chosen;
  };
  open_file: {
    params: OpenFile;
    result: null;
  };
  show_in_folder: {
    params: OpenFile;
    result: null;
  };
  open_link: {
    params: OpenLink;
    result: null;
  };
  read_clipboard: {
    params: NoParams;
    result: Text;
  };
  write_clipboard: {
    params: Text;
    result: null;
  };
}

export interface Status {
  session: SessionInfo;
  torrents: TorrentRow[];
}

/** Rates are bytes a second, totals bytes since the program started. */
export interface SessionInfo {
  down_rate: number;
  up_rate: number;
  downloaded: number;
  uploaded: number;
  /** Everything is held by `pause_all`; each torrent's own intent is untouched. */
  paused: boolean;
  /** The TCP port, 0 while not listening. */
  listen_port: number;
  /** Whether a peer has connected to us from outside; null while nothing tells. */
  reachable: boolean | null;
  /** Null while the DHT is off. */
  dht_nodes: number | null;
  peers: number;
  /** Bytes free in the download folder's volume, or null if it can't be read. */
  free_space: number | null;
}

/** One torrent. Sizes are bytes, rates bytes a second, times Unix seconds. */
export interface TorrentRow {
  id: string;
  name: string;
  state: State;
  intent: Intent;
  reason: Reason | null;
  /** When the torrent came into this state, as far as this run knows. */
  state_since: number;
  /** 0–1: of the wanted bytes; while checking or moving, of that job. */
  progress: number;
  /** Bytes wanted: the files that are not skipped; 0 until the metadata is known. */
  size: number;
  /** Bytes of all files, skipped ones too. */
  total_size: number;
  /** Wanted bytes that are here. */
  done: number;
  downloaded: number;
  /** Payload bytes moved, over all runs. */
  uploaded: number;
  down_rate: number;
  up_rate: number;
  /** Peers connected, seeds among them. */
  peers: number;
  /** Seeds connected. */
  seeds: number;
  swarm_peers: number | null;
  /** What the tracker says of the whole swarm, or null. */
  swarm_seeds: number | null;
  /** Whole copies seen among the connected peers and ourselves (distributed copies). */
  availability: number;
  /** Seconds left at the present rate, or null. */
  eta: number | null;
  ratio: number;
  queue_position: number | null;
  save_path: string;
  added_at: number;
  completed_at: number | null;
  last_active_at: number | null;
  has_metadata: boolean;
  private: boolean;
  sequential: boolean;
  /** Host of the tracker that last answered, or of the first one listed. */
  tracker: string | null;
  /** How many trackers are listed. */
  trackers: number;
  error: TorrentError | null;
}

export interface Reason {
  kind: ReasonKind;
  /** A fact to put in the sentence: a tracker's host, a folder, a message. */
  detail: string | null;
}

export interface TorrentError {
  /** `disk_full`, `not_writable`, `missing_files`, `corrupt`, `storage` or `engine`. */
  kind: string;
  /** A sentence: what happened and what to do. */
  message: string;
  path: string | null;
}

export interface OneTorrent {
  id: string;
}

export interface TorrentDetails {
  id: string;
  comment: string;
  created_by: string;
  created_at: number | null;
  v1: string | null;
  /** Hex info-hashes, whole. */
  v2: string | null;
  piece_length: number;
  piece_count: number;
  file_count: number;
  magnet: string;
  /** Whether anything of it is on the disk. */
  files_exist: boolean;
  down_limit: number;
  /** Bytes a second; 0 is no limit. */
  up_limit: number;
  active_seconds: number;
  seeding_seconds: number;
  /** Bytes that were received and thrown away: failed the hash, or came twice. */
  wasted: number;
  next_announce_at: number | null;
}

export interface FileRow {
  index: number;
  /** Relative to the save path, with `/`; renames are applied. */
  path: string;
  size: number;
  done: number;
  priority: number;
  /** Where the file starts in the torrent's bytes. */
  offset: number;
}

export interface PeerRow {
  /** `host:port`, IPv6 in brackets. */
  address: string;
  client: string;
  progress: number;
  down_rate: number;
  up_rate: number;
  downloaded: number;
  uploaded: number;
  /**
   * Words, each explained by the interface: `seed`, `utp`, `encrypted`, `incoming`,
   * `interested`, `choked`, `remote_interested`, `remote_choked`, `optimistic`, `snubbed`,
   * `holepunched`, `web_seed`, `connecting`.
   */
  flags: string[];
  /** How it was found: `tracker`, `dht`, `pex`, `lsd`, `resume`, `incoming`. */
  source: string[];
}

export interface TrackerRow {
  url: string;
  tier: number;
  /** `working`, `updating`, `error`, `waiting` (not asked yet) or `disabled`. */
  status: string;
  message: string;
  next_announce_at: number | null;
  swarm_peers: number | null;
  swarm_seeds: number | null;
  downloads: number | null;
  fails: number;
}

/**
 * The piece map. Each text has one character a cell; a cell is one or more pieces.
 *
 * `have`: share of the cell's pieces that are here, `0`–`9` (9: all).
 * `availability`: fewest connected peers that have one of its pieces, `0`–`9` (9: nine or more).
 */
export interface Pieces {
  total: number;
  have_count: number;
  /** Bytes. */
  piece_length: number;
  cells: number;
  have: string;
  availability: string;
  /** Indices of the cells that have blocks in flight. */
  active: number[];
}

/** Whose details this client wants pushed each second; null for none. */
export interface Watch {
  id: string | null;
  /** Of `torrent`, `files`, `peers`, `trackers`, `pieces`; null for all. */
  parts?: string[] | null;
}

export interface SetVisible {
  /** False while nobody can see the window: pushes stop until it is true again. */
  visible: boolean;
}

export interface AddMagnet {
  /** A magnet link (BEP 9), or a bare info-hash of 40, 32 (base32) or 64 characters. */
  uri: string;
  save_path?: string | null;
  paused?: boolean;
  files?: number[] | null;
  sequential?: boolean;
}

export interface Added {
  id: string;
}

/** Exactly one of `path` and `content`. */
export interface AddTorrentFile {
  path?: string | null;
  /** The .torrent's bytes, base64. */
  content?: string | null;
  save_path?: string | null;
  paused?: boolean;
  files?: number[] | null;
  sequential?: boolean;
  /** The files are here and whole: seed at once, checking pieces as they are asked for. */
  seed_mode?: boolean;
}

export interface PreviewMagnet {
  uri: string;
}

/** A torrent that is being looked at. Nothing of it is in the list or on the disk. */
export interface Preview {
  /** Its handle in `accept_preview` and `cancel_preview`. */
  preview: string;
  id: string;
  name: string;
  /** `magnet` or `file`. */
  source: string;
  started_at: number;
  /** Whether the files are known. */
  ready: boolean;
  files: PreviewFile[] | null;
  size: number | null;
  trackers: number;
  peers: number;
  private: boolean;
  comment: string;
  /** Indices the link itself asks for (`so=`, BEP 53), or null for all. */
  selected: number[] | null;
  /** Name of the torrent in the list that is this very one. */
  duplicate_of: string | null;
  error: TorrentError | null;
}

export interface PreviewFile {
  /** Relative, with `/`. */
  path: string;
  size: number;
}

/** Exactly one of `path` and `content`. */
export interface PreviewTorrentFile {
  path?: string | null;
  content?: string | null;
}

/** Adding before `ready` is allowed: the files are then chosen later. */
export interface AcceptPreview {
  preview: string;
  save_path?: string | null;
  paused?: boolean;
  files?: number[] | null;
  sequential?: boolean;
}

export interface CancelPreview {
  preview: string;
}

export interface Torrents {
  ids: string[];
}

export interface SetFilePriorities {
  id: string;
  /** One for each file, in the torrent's order; the length must match. */
  priorities: number[];
}

/** Download in order from the start, so that a film can be watched early. */
export interface SetSequential {
  ids: string[];
  sequential: boolean;
}

export interface ConnectPeer {
  id: string;
  /** `host:port`; IPv6 in brackets. */
  address: string;
}

export interface PreviewDelete {
  ids: string[];
  offset?: number;
  limit?: number;
  /** Continue this preview rather than make a new one. */
  token?: string | null;
}

/** A page of what will happen. Counts and bytes are of the whole, lists of this page. */
export interface DeletePreview {
  token: string;
  torrents: number;
  goes: LeavingFile[];
  goes_count: number;
  goes_bytes: number;
  stays: StayingFile[];
  stays_count: number;
  stays_bytes: number;
  /** Folders that go too, once empty. */
  folders: string[];
  trash_available: boolean;
  /** Where the next page starts, or null. */
  next_offset: number | null;
}

export interface LeavingFile {
  path: string;
  size: number;
}

export interface StayingFile {
  path: string;
  size: number;
  reason: StayReason;
  by: string | null;
}

export interface Delete {
  ids: string[];
  /** To the system's trash, or erased; null takes the setting `delete_to_trash`. */
  trash?: boolean | null;
  /** The preview that was shown: what has changed since then stays. */
  token?: string | null;
}

export interface Deleted {
  /** Good for ten seconds in `undo_delete`. */
  undo: string;
  undo_until: number;
  trash: boolean;
}

export interface UndoDelete {
  undo: string;
}

export interface DeletedTorrents {
  ids: string[];
}

export interface AppInfo {
  version: string;
  /** `linux`, `windows` or `macos`. */
  platform: string;
  profile: string;
  /**
   * What this host offers: `choose_folder`, `choose_torrents`, `open`, `show_in_folder`,
   * `clipboard`, `trash`.
   */
  capabilities: string[];
  /** Sentences about the start: a library that was set aside, a setting that was dropped. */
  notices: string[];
}

/** All of them, with their defaults. */
export interface Settings {
  /** Where downloads go. The engine puts the platform's download folder here on the first start. */
  save_path: string;
  down_limit: number;
  up_limit: number;
  /** Use the two limits below instead: for calls and games. */
  slow_mode: boolean;
  slow_down_limit: number;
  slow_up_limit: number;
  /** Whether the limits hold for peers on the local network too. */
  limit_local: boolean;
  connections: number;
  connections_per_torrent: number;
  upload_slots: number;
  active_downloads: number;
  active_seeds: number;
  /** Torrents that move nothing hold no place in the queue. */
  ignore_slow: boolean;
  /** Everything is held, each torrent's own intent untouched. */
  all_paused: boolean;
  /** 0: chosen once at random (49152–65535) and kept. */
  listen_port: number;
  port_mapping: boolean;
  dht: boolean;
  lsd: boolean;
  pex: boolean;
  utp: boolean;
  encryption: Encryption;
  theme: Theme;
  density: Density;
  start_added: boolean;
  delete_to_trash: boolean;
  /** What the interface remembers for itself: widths, sort order, what is collapsed. */
  view: {
    [k: string]: unknown;
  };
}

export interface UpdateSettings {
  changes: SettingsChanges;
}

/** The fields to change; the others stay. Mirrors `Settings` (a test compares the two). */
export interface SettingsChanges {
  save_path?: string;
  down_limit?: number;
  up_limit?: number;
  slow_mode?: boolean;
  slow_down_limit?: number;
  slow_up_limit?: number;
  limit_local?: boolean;
  connections?: number;
  connections_per_torrent?: number;
  upload_slots?: number;
  active_downloads?: number;
  active_seeds?: number;
  ignore_slow?: boolean;
  all_paused?: boolean;
  listen_port?: number;
  port_mapping?: boolean;
  dht?: boolean;
  lsd?: boolean;
  pex?: boolean;
  utp?: boolean;
  encryption?: Encryption;
  theme?: Theme;
  density?: Density;
  start_added?: boolean;
  delete_to_trash?: boolean;
  view?: {
    [k: string]: unknown;
  };
}

export interface OfPath {
  path: string;
}

/** What a volume has left, for the folder `path` (which need not exist yet). */
export interface Space {
  path: string;
  volume: string;
  free: number;
  total: number;
  /** Bytes that torrents in the list still want on the same volume. */
  promised: number;
  writable: boolean;
}

export interface ChooseFolder {
  start?: string | null;
}

export interface Chosen {
  /** Empty when the person cancelled. */
  paths: string[];
}

export interface OpenFile {
  id: string;
  /** A file of the torrent, or null for its folder. */
  index?: number | null;
}

export interface OpenLink {
  url: string;
}

export interface Text {
  text: string;
}

export interface SnapshotEvent {
  type: 'snapshot';
  seq: number;
  session: SessionInfo;
  rows: TorrentRow[];
  /** How many torrents there are; those not in `rows` follow. */
  total: number;
}

export interface DeltaEvent {
  type: 'delta';
  seq: number;
  /** Null when nothing in it changed. */
  session: SessionInfo | null;
  /** Whole rows, of torrents that are new or changed. */
  rows: TorrentRow[];
  removed: string[];
}

export interface DetailsEvent {
  type: 'details';
  details: Details;
}

/** What `watch` pushes. Parts that were not asked for, or did not change, are null. */
export interface Details {
  id: string;
  torrent: TorrentDetails | null;
  files: FileRow[] | null;
  /** Bytes done by file index; sent instead of `files` when only progress moved. */
  file_progress: number[] | null;
  peers: PeerRow[] | null;
  trackers: TrackerRow[] | null;
  pieces: Pieces | null;
}

export interface PreviewEvent {
  type: 'preview';
  preview: Preview;
}

export interface SettingsEvent {
  type: 'settings';
  settings: Settings;
}

/** Something happened that no reply tells. */
export interface NoticeEvent {
  type: 'notice';
  /** `finished`, `error`, `added`, `library`, `delete_failed` … */
  kind: string;
  /** `info`, `warning` or `error`. */
  level: string;
  message: string;
  id: string | null;
}

/** A job that takes longer than a second. */
export interface ProgressEvent {
  type: 'progress';
  job: string;
  /** `delete`, later `move` and `create`. */
  kind: string;
  done: number;
  total: number;
  finished: boolean;
  message: string;
}

/** The system handed us something to add: a clicked magnet link, an opened or dropped file. */
export interface AddRequestEvent {
  type: 'add_request';
  magnets: string[];
  paths: string[];
}

/** Every method's name, in the table's order. */
export const METHOD_NAMES = [
  'get_status',
  'get_torrent',
  'get_files',
  'get_peers',
  'get_trackers',
  'get_pieces',
  'subscribe',
  'watch',
  'set_visible',
  'add_magnet',
  'add_torrent_file',
  'preview_magnet',
  'preview_torrent_file',
  'accept_preview',
  'cancel_preview',
  'pause',
  'resume',
  'force',
  'stop',
  'restart',
  'recheck',
  'reannounce',
  'remove',
  'pause_all',
  'resume_all',
  'set_file_priorities',
  'set_sequential',
  'connect_peer',
  'preview_delete',
  'delete',
  'undo_delete',
  'get_app',
  'get_settings',
  'update_settings',
  'get_space',
  'shutdown',
  'choose_folder',
  'choose_torrents',
  'open_file',
  'show_in_folder',
  'open_link',
  'read_clipboard',
  'write_clipboard',
] as const satisfies readonly (keyof Methods)[];

/** Every `kind` that a domain error can have in its `data`. */
export const ERROR_KINDS = [
  'conflict',
  'duplicate',
  'error',
  'invalid_input',
  'invalid_magnet',
  'invalid_path',
  'invalid_setting',
  'invalid_torrent',
  'library',
  'library_too_new',
  'not_found',
  'profile_in_use',
  'shutting_down',
  'storage',
  'unavailable',
  'wrong_state',
] as const;

export type ErrorKind = (typeof ERROR_KINDS)[number];

/** The settings of a fresh profile; the host fills in `save_path`. */
export const DEFAULT_SETTINGS: Settings = {
  save_path: '.',
  down_limit: 0,
  up_limit: 0,
  slow_mode: false,
  slow_down_limit: 1000000,
  slow_up_limit: 200000,
  limit_local: false,
  connections: 500,
  connections_per_torrent: 100,
  upload_slots: 20,
  active_downloads: 5,
  active_seeds: 0,
  ignore_slow: true,
  all_paused: false,
  listen_port: 0,
  port_mapping: true,
  dht: true,
  lsd: true,
  pex: true,
  utp: true,
  encryption: 'prefer',
  theme: 'system',
  density: 'comfortable',
  start_added: true,
  delete_to_trash: true,
  view: {},
};

/** Smallest and largest value of every numeric setting. */
export const SETTING_RANGES = {
  down_limit: {
    min: 0,
    max: 2147483647,
  },
  up_limit: {
    min: 0,
    max: 2147483647,
  },
  slow_down_limit: {
    min: 0,
    max: 2147483647,
  },
  slow_up_limit: {
    min: 0,
    max: 2147483647,
  },
  connections: {
    min: 1,
    max: 65535,
  },
  connections_per_torrent: {
    min: 1,
    max: 65535,
  },
  upload_slots: {
    min: 1,
    max: 65535,
  },
  active_downloads: {
    min: 0,
    max: 10000,
  },
  active_seeds: {
    min: 0,
    max: 10000,
  },
  listen_port: {
    min: 0,
    max: 65535,
  },
} as const satisfies {
  readonly [K in keyof Settings]?: { readonly min: number; readonly max: number };
};
