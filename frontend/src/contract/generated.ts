// Generated from backend/torrpeddo/contract and rpc/table.py by build/contract.py.
// Don't edit: change those and run `npm run contract`.

export type NoParams = Record<string, never>;

/** What holds everything, though no person has paused it. */
export type HeldBy = 'battery' | 'metered';

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

/**
 * Why a torrent is in its state, where the state alone does not say.
 * - `moving_to`: `detail` is the folder.
 * - `metadata_turn`: Others look for their metadata; only so many do at once.
 * - `nobody_to_ask`: No peers, no tracker, and no DHT that could be asked.
 * - `tracker_error`: It can't be reached; `detail` is its host, a colon and what the system says.
 * - `tracker_refused`: It answers, but gives nothing; `detail` is its host, a colon and what it says.
 * - `session_paused`: By a person; or `detail` is what `SessionInfo.held_by` says.
 * - `files_stay`: It leaves the list alone.
 */
export type ReasonKind =
  | 'starting'
  | 'queued_for_check'
  | 'queue_limit'
  | 'moving_to'
  | 'metadata_turn'
  | 'no_peers'
  | 'nobody_to_ask'
  | 'no_seeds'
  | 'choked'
  | 'tracker_error'
  | 'tracker_refused'
  | 'rate_limit'
  | 'disk'
  | 'idle'
  | 'partial'
  | 'session_paused'
  | 'completed'
  | 'files_stay';

export type Span = 'hour' | 'day' | 'month';

/**
 * - `v1`: BEP 3: every client reads it.
 * - `v2`: BEP 52: newer clients alone.
 * - `hybrid`: Both in one, so that old and new clients share.
 */
export type TorrentFormat = 'v1' | 'v2' | 'hybrid';

/**
 * - `waiting`: For its turn: one torrent is hashed at a time.
 * - `looking`: Reading the folders, before anything is hashed.
 */
export type CreationState = 'waiting' | 'looking' | 'hashing' | 'writing' | 'done' | 'failed' | 'cancelled';

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

/** Says which sentence it is. */
export type NoticeKind =
  | 'finished'
  | 'error'
  | 'missing_files'
  | 'path_conflict'
  | 'shared_differs'
  | 'shared_waits'
  | 'merged'
  | 'private'
  | 'name_taken'
  | 'move_failed'
  | 'move_not_undone'
  | 'move_left'
  | 'delete_changed'
  | 'delete_failed'
  | 'delete_refused'
  | 'delete_waits'
  | 'delete_kept'
  | 'backup_failed'
  | 'not_a_torrent'
  | 'kept_running'
  | 'setting_dropped'
  | 'row_damaged'
  | 'library_lost'
  | 'library_damaged'
  | 'restored'
  | 'restore_failed'
  | 'library_unsaved'
  | 'program_failed'
  | 'when_done_failed'
  | 'crashed';

export type Encryption = 'prefer' | 'require' | 'off';

/** Of the interface, by its ISO 639-1 code. */
export type Language = 'system' | 'en' | 'de' | 'es' | 'fr' | 'zh' | 'ar';

export type Theme = 'system' | 'dark' | 'light';

export type Density = 'comfortable' | 'compact';

/** What to do when everything is done. */
export type WhenDone = 'nothing' | 'quit' | 'sleep' | 'shut_down';

/**
 * - `daily`: Made once a day, or asked for.
 * - `update`: Made before a newer Torrpeddo changed the library's format.
 * - `replaced`: The library that a restore put away.
 */
export type SnapshotKind = 'daily' | 'update' | 'replaced';

/**
 * What a person clicks elsewhere, and a torrent program opens.
 * - `magnet`: Links that begin with `magnet:`.
 * - `torrent`: `.torrent` files.
 */
export type Opened = 'magnet' | 'torrent';

/**
 * What came of it.
 * - `well`: It ended with the code 0.
 * - `failed`: It ended with another.
 * - `killed`: A signal ended it; `code` is its number.
 * - `running`: It had not ended after some seconds, and goes on.
 * - `missing`: There is no such program.
 * - `forbidden`: It may not be run.
 * - `no_program`: It is there, and nothing that the system can run.
 * - `refused`: Torrpeddo runs no batch files (Windows): their shell would read commands in a torrent's name.
 * - `not_started`: Of another reason; `reason` has the system's words.
 */
export type Outcome =
  'well' | 'failed' | 'killed' | 'running' | 'missing' | 'forbidden' | 'no_program' | 'refused' | 'not_started';

/** What the host tells without being asked, by `type`. */
export type Event =
  | SnapshotEvent
  | DeltaEvent
  | DetailsEvent
  | PreviewEvent
  | CreationEvent
  | SettingsEvent
  | NoticeEvent
  | ProgressEvent
  | CountdownEvent
  | AddRequestEvent;

/**
 * The first that is true comes first. What holds everything back stands alone.
 * - `session_paused`: By a person; or `held_by` says by what.
 * - `queued`: `count` start before it; at most `total` run at once.
 * - `metadata_turn`: `total` magnets look for their metadata at once.
 * - `program_limit`: `amount` is the limit, bytes a second.
 * - `trackers_fail`: All `count` of them; `host` is the first.
 * - `nobody_to_ask`: It names no tracker, and the DHT is off.
 * - `private`: Its tracker (`host`) alone may name peers, and has named none.
 * - `no_answer`: `count` peers are known, and none could be connected to.
 * - `encryption`: Few of the `count` known peers, if any, speak with encryption, which the settings require.
 * - `metadata`: `count` peers are connected, none of which has sent the list of files yet.
 * - `no_seeds`: `share` of the torrent is with none of the `count` connected peers.
 * - `choked`: All `count` peers that have something for us send to others first.
 * - `busy`: `count` of `total` peers that have something for us send to others first.
 * - `connections`: As many peers as the limit of `count` allows are connected, and more are known.
 * - `sources`: `count` of `total` connected peers send, as much as they can: nothing here holds it back.
 * - `unreachable`: Peers can't connect to the port `count`, so that only those can be reached who listen themselves.
 */
export type CauseKind =
  | 'session_paused'
  | 'queued'
  | 'metadata_turn'
  | 'own_limit'
  | 'slow_mode'
  | 'program_limit'
  | 'disk'
  | 'trackers_fail'
  | 'nobody_to_ask'
  | 'private'
  | 'no_answer'
  | 'encryption'
  | 'no_peers'
  | 'metadata'
  | 'no_seeds'
  | 'choked'
  | 'busy'
  | 'connections'
  | 'sources'
  | 'unreachable';

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
  get_piece_files: {
    params: GetPieceFiles;
    result: PieceFiles;
  };
  get_rates: {
    params: GetRates;
    result: Rates;
  };
  get_statistics: {
    params: NoParams;
    result: Statistics;
  };
  get_log: {
    params: GetLog;
    result: Log;
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
  /** Answered when all are in, or refused; each for itself. */
  add_torrents: {
    params: AddTorrents;
    result: AddedTorrents;
  };
  preview_magnet: {
    params: PreviewMagnet;
    result: Preview;
  };
  /** Answered at once; what the link leads to is fetched in the background. */
  preview_link: {
    params: PreviewLink;
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
  /** What a preview would have in common with others in this folder. */
  check_collisions: {
    params: CheckCollisions;
    result: Collisions;
  };
  /** Let a torrent go on that was kept out because another has files where it would write. */
  settle_conflict: {
    params: SettleConflict;
    result: null;
  };
  /** What a torrent of it would hold; nothing is hashed. */
  measure: {
    params: Measure;
    result: Measured;
  };
  /** Begins it; `creation` events tell how it goes and ends, and so does `get_create`. */
  create_torrent: {
    params: CreateTorrent;
    result: CreationJob;
  };
  cancel_create: {
    params: OfCreation;
    result: null;
  };
  get_create: {
    params: OfCreation;
    result: Creation;
  };
  export_torrent: {
    params: ExportTorrent;
    result: Exported;
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
  /** What is set for these torrents alone, as far as it is the same for all of them. */
  get_limits: {
    params: Torrents;
    result: SharedLimits;
  };
  set_limits: {
    params: SetLimits;
    result: null;
  };
  set_first_last: {
    params: SetFirstLast;
    result: null;
  };
  set_super_seeding: {
    params: SetSuperSeeding;
    result: null;
  };
  queue_move: {
    params: QueueMove;
    result: null;
  };
  edit_trackers: {
    params: EditTrackers;
    result: null;
  };
  add_trackers: {
    params: AddTrackers;
    result: null;
  };
  /** Take what the error `duplicate` offered as `new_trackers`. */
  merge_trackers: {
    params: MergeTrackers;
    result: null;
  };
  scrape: {
    params: Torrents;
    result: null;
  };
  get_web_seeds: {
    params: OneTorrent;
    result: WebSeedRow[];
  };
  add_web_seed: {
    params: WebSeed;
    result: null;
  };
  remove_web_seed: {
    params: WebSeed;
    result: null;
  };
  ban_peers: {
    params: BanPeers;
    result: null;
  };
  unban_peers: {
    params: BanPeers;
    result: null;
  };
  get_banned: {
    params: NoParams;
    result: BannedPeer[];
  };
  move: {
    params: Move;
    result: Moves;
  };
  cancel_move: {
    params: Torrents;
    result: null;
  };
  cancel_check: {
    params: Torrents;
    result: null;
  };
  rename_file: {
    params: RenameFile;
    result: null;
  };
  rename_folder: {
    params: RenameFolder;
    result: null;
  };
  rename_torrent: {
    params: RenameTorrent;
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
  /** What each setting goes back to; a listen port of 0 is one chosen at random. */
  get_default_settings: {
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
  /**
   * Versions, settings that were changed, torrents by state, the last warnings and the last crash report.
   *
   * Names, paths, addresses and info-hashes are taken out of it.
   */
  get_diagnostics: {
    params: NoParams;
    result: Text;
  };
  /** The newest one, in its folder. Raises NotFound where there is none. */
  show_crash_reports: {
    params: NoParams;
    result: null;
  };
  /** Ask the host to end. The reply comes first; the pipe or window closes after it. */
  shutdown: {
    params: NoParams;
    result: null;
  };
  get_snapshots: {
    params: NoParams;
    result: SnapshotList;
  };
  /** One more, besides the daily ones. */
  take_snapshot: {
    params: NoParams;
    result: Snapshot;
  };
  /** Asked for now, carried out by the next start: the program must be closed and opened again. */
  restore_snapshot: {
    params: OfSnapshot;
    result: RestoreRequested;
  };
  /** Stay with the present library after all. */
  cancel_restore: {
    params: NoParams;
    result: null;
  };
  choose_folder: {
    params: ChooseFolder;
    result: Chosen;
  };
  /** Any one file, to make a torrent of. */
  choose_file: {
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
  /** The torrent file that was made, in its folder. */
  show_created: {
    params: OfCreation;
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
  get_handlers: {
    params: NoParams;
    result: Handlers;
  };
  take_handlers: {
    params: Openings;
    result: Handlers;
  };
  give_back_handlers: {
    params: Openings;
    result: Handlers;
  };
  get_autostart: {
    params: NoParams;
    result: Autostart;
  };
  set_autostart: {
    params: SetAutostart;
    result: Autostart;
  };
  /** Run on a made-up torrent what would be run on each that has finished. */
  try_program: {
    params: TryProgram;
    result: Trial;
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
  /** `resume_all` goes on all the same, until the cause has gone and come again. */
  held_by: HeldBy | null;
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
  /** In the whole queue, from 0, whoever runs among them. */
  queue_position: number | null;
  /** While `queued` for a download: how many start before it. */
  place_in_line: number | null;
  /**
   * The number behind the reason: torrents at once (`queue_limit`, `metadata_turn`), bytes a
   * second (`rate_limit`).
   */
  limit: number | null;
  /** Until the metadata is known. */
  search: MetadataSearch | null;
  save_path: string;
  added_at: number;
  completed_at: number | null;
  last_active_at: number | null;
  has_metadata: boolean;
  private: boolean;
  sequential: boolean;
  first_last: boolean;
  super_seeding: boolean;
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

/** What a magnet without metadata has tried since it began to look. */
export interface MetadataSearch {
  /** Unix seconds. */
  since: number;
  /** Trackers that answered or failed. */
  trackers_asked: number;
  /** Whether the DHT is asked too. */
  dht: boolean;
  /** Most peers known at once. */
  peers_found: number;
  /** Turns that ended without metadata, because others waited for theirs. */
  turns: number;
  /** While it waits: when it may have its next turn (Unix seconds). */
  next_turn_at: number | null;
}

export interface TorrentError {
  /**
   * `disk_full`, `not_writable`, `missing_files`, `corrupt`, `storage` or `engine`; of one that is kept
   * out for the sake of another's files `path_conflict`, `shared_differs` or `shared_waits`.
   */
  kind: string;
  /** A sentence: what happened and what to do. */
  message: string;
  path: string | null;
  /** When it is tried again by itself (Unix seconds), where that is known. */
  retry_at: number | null;
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
  options: TorrentOptions;
  active_seconds: number;
  seeding_seconds: number;
  /** Bytes that were received and thrown away: failed the hash, or came twice. */
  wasted: number;
  next_announce_at: number | null;
}

/** What is set for this torrent alone, those two limits among it. */
export interface TorrentOptions {
  down_limit: number;
  up_limit: number;
  connections: number;
  upload_slots: number;
  /** Shows each peer few pieces, so that the first seed of a torrent sends as little as can be twice (BEP 16). */
  super_seeding: boolean;
  /** The first and last pieces of each file come first, so that players can tell what it is. */
  first_last: boolean;
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
  /** What the tracker said, or in words why it can't be asked. */
  message: string;
  /** With `error`: it answers, and `message` is what it said. */
  refused: boolean;
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
 * `availability`: fewest connected peers that have one of its pieces that are missing here (where none is, one of
 * all), `0`–`9` (9: nine or more); empty while no peer says that it has any.
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

export interface GetPieceFiles {
  id: string;
  first: number;
  /** Indices of pieces; the last one counts too. */
  last: number;
}

/** What some pieces are pieces of. */
export interface PieceFiles {
  /** The first few of `count`. */
  paths: string[];
  count: number;
}

export interface GetRates {
  /** Null for all torrents together. */
  id?: string | null;
  span: Span;
}

/** Payload in equal steps of time, oldest first, up to now. Of this run alone: before it, nothing moved. */
export interface Rates {
  /** Unix seconds: where the first step begins. */
  start: number;
  /** Seconds. */
  step: number;
  down: number[];
  /** Bytes a second, the mean over each step. */
  up: number[];
}

export interface Statistics {
  session: Period;
  total: Period1;
  /** Oldest first; days on which nothing was moved are left out. */
  days: Day[];
}

/** Since the program started. */
export interface Period {
  /** Unix seconds. */
  since: number;
  downloaded: number;
  uploaded: number;
  seconds: number;
}

/** Since the library began; torrents that left it count on. */
export interface Period1 {
  /** Unix seconds. */
  since: number;
  downloaded: number;
  uploaded: number;
  seconds: number;
}

export interface Day {
  /** Local date, `2026-01-31`. */
  day: string;
  downloaded: number;
  uploaded: number;
}

export interface GetLog {
  /** Null for all torrents, those that have gone too. */
  id?: string | null;
  /** Continue behind the entry of this number. */
  before?: number | null;
  limit?: number;
}

/** Newest first. */
export interface Log {
  entries: LogEntry[];
  /** What to give as `before` for older ones, or null. */
  next: number | null;
}

export interface LogEntry {
  number: number;
  at: number;
  id: string;
  /** As the torrent was called then. */
  name: string;
  /**
   * `added`, `metadata`, `intent`, `finished`, `checking`, `checked`, `moved`, `renamed`,
   * `error`, `mended`, `missing`, `back` or `removed`.
   */
  kind: string;
  /** By kind: `intent`; `from` and `to`; `message`; `size`. */
  facts: {
    [k: string]: unknown;
  };
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
  /** Before all others in the queue, rather than behind them. */
  top?: boolean;
  on_conflict?: ('rename' | 'share') | null;
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
  /** Before all others in the queue, rather than behind them. */
  top?: boolean;
  on_conflict?: ('rename' | 'share') | null;
  /** The files are here and whole: seed at once, checking pieces as they are asked for. */
  seed_mode?: boolean;
}

/** Many at once, in the time that a few take one by one. */
export interface AddTorrents {
  torrents: NewTorrent[];
  save_path?: string | null;
  paused?: boolean;
  sequential?: boolean;
  /** Before all others in the queue, in the order given. */
  top?: boolean;
  /** The files of all are here and whole; magnets are not among them. */
  seed_mode?: boolean;
}

/** Exactly one of `preview`, `path`, `content` and `uri`. */
export interface NewTorrent {
  preview?: string | null;
  path?: string | null;
  /** The .torrent's bytes, base64. */
  content?: string | null;
  uri?: string | null;
  files?: number[] | null;
  on_conflict?: ('rename' | 'share') | null;
}

export interface AddedTorrents {
  /** One for each that was given, in that order. One that is refused keeps no other from being added. */
  torrents: AddOutcome[];
}

/** Either of the two. */
export interface AddOutcome {
  id: string | null;
  refused: Refused | null;
}

/** The error that the same torrent would have had for an answer by itself. */
export interface Refused {
  kind: string;
  message: string;
  data: {
    [k: string]: unknown;
  };
}

export interface PreviewMagnet {
  uri: string;
}

/** A torrent that is being looked at. Nothing of it is in the list or on the disk. */
export interface Preview {
  /** Its handle in `accept_preview` and `cancel_preview`. */
  preview: string;
  /** Null while a link is being fetched. */
  id: string | null;
  name: string;
  /** `magnet`, `file` or `link`. */
  source: string;
  started_at: number;
  /** Whether the files are known. */
  ready: boolean;
  files: PreviewFile[] | null;
  size: number | null;
  trackers: number;
  peers: number;
  /** Bytes of a link's torrent file that are here, of `fetch_size` where the server says how many there are. */
  fetched: number;
  fetch_size: number | null;
  private: boolean;
  comment: string;
  /** Indices the link itself asks for (`so=`, BEP 53), or null for all. */
  selected: number[] | null;
  /** Name of the torrent in the list that is this very one. */
  duplicate_of: string | null;
  /** Its id, which may be another hash than this `id`. */
  duplicate_id: string | null;
  /** Those it lacks, for `merge_trackers`; none where either is private. */
  new_trackers: string[];
  error: TorrentError | null;
}

export interface PreviewFile {
  /** Relative, with `/`. */
  path: string;
  size: number;
}

export interface PreviewLink {
  /** Where a torrent file lies (http or https). It may also lead on to a magnet link. */
  url: string;
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
  /** Before all others in the queue, rather than behind them. */
  top?: boolean;
  on_conflict?: ('rename' | 'share') | null;
}

export interface CancelPreview {
  preview: string;
}

/** Of a preview whose files are known, in a folder. */
export interface CheckCollisions {
  preview: string;
  save_path?: string | null;
  files?: number[] | null;
}

export interface Collisions {
  torrents: Collision[];
  /** Of the wanted files, those that are there already: they are checked, and what is missing is downloaded. */
  existing: number;
}

/** A torrent in the list that has files where the new one would write its own. */
export interface Collision {
  id: string;
  name: string;
  /** The first few of `count`, as the new torrent has them. */
  paths: string[];
  count: number;
  /** All have the same size, so that both may use them. */
  shareable: boolean;
}

/** What to do with a torrent that is kept out (`path_conflict`, `shared_differs`, `shared_waits`). */
export interface SettleConflict {
  id: string;
  how: 'rename' | 'share';
}

export interface Measure {
  path: string;
  include_hidden?: boolean;
}

/** What a torrent of a file or folder would hold. */
export interface Measured {
  files: number;
  size: number;
  /** Bytes; what is chosen where nobody says otherwise. */
  piece_length: number;
}

export interface CreateTorrent {
  /** The file or folder to share. Links in it are followed: what they lead to is shared as ordinary files. */
  path: string;
  /** Where the torrent file goes, not inside `path`; null is beside `path`, named after it. */
  output?: string | null;
  /** Whether a file that is at `output` may be replaced. */
  overwrite?: boolean;
  format?: TorrentFormat;
  /** Bytes, a power of two; null chooses by size. */
  piece_length?: number | null;
  /** Peers come from the trackers alone (BEP 27). */
  private?: boolean;
  /** Announce addresses, tier after tier (BEP 12). */
  trackers?: string[][];
  /** Addresses that serve the files over HTTP (BEP 19). */
  web_seeds?: string[];
  /** A tracker's mark, which gives the torrent an info-hash of its own there. */
  source?: string;
  comment?: string;
  /** Null is this program and its version; empty leaves it out. */
  created_by?: string | null;
  /** Take in files and folders that the system hides too. */
  include_hidden?: boolean;
  /** Put it into the list when it is made, seeding at once. */
  seed?: boolean;
}

export interface CreationJob {
  job: string;
}

export interface OfCreation {
  job: string;
}

/** A torrent that is being made, or was. */
export interface Creation {
  job: string;
  state: CreationState;
  /** What it is made of. */
  path: string;
  /** Where the torrent file goes; it is there once `state` is `done`. */
  output: string;
  started_at: number;
  done: number;
  /** Bytes hashed, and to hash; 0 until the folders are read. */
  total: number;
  files: number;
  piece_length: number;
  id: string | null;
  name: string | null;
  /** Null, like `id` and `name`, until it is done. */
  magnet: string | null;
  /** Whether it is in the list. */
  seeding: boolean;
  /** Why it failed; beside `done`: why it isn't seeding. */
  error: TorrentError | null;
}

export interface ExportTorrent {
  id: string;
  /** Where to write the torrent file, or null to get its bytes. */
  path?: string | null;
  overwrite?: boolean;
}

export interface Exported {
  path: string | null;
  /** The .torrent's bytes, base64; null when they were written to `path`. */
  content: string | null;
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

/** What several torrents have in common; null where they differ. */
export interface SharedLimits {
  down_limit: number | null;
  up_limit: number | null;
  connections: number | null;
  upload_slots: number | null;
}

/** Null leaves a limit as it is, 0 takes it away. */
export interface SetLimits {
  ids: string[];
  down_limit?: number | null;
  up_limit?: number | null;
  connections?: number | null;
  upload_slots?: number | null;
}

export interface SetFirstLast {
  ids: string[];
  on: boolean;
}

export interface SetSuperSeeding {
  ids: string[];
  on: boolean;
}

/** Several keep their order among each other. Finished torrents have no place and stay as they are. */
export interface QueueMove {
  ids: string[];
  to: ('bottom' | 'down' | 'top' | 'up') | number;
}

export interface EditTrackers {
  id: string;
  /** The whole list; what is not in it goes. */
  trackers: TrackerEntry[];
}

export interface TrackerEntry {
  url: string;
  /** Tiers are asked one after the other, 0 first; the trackers of one tier stand in for each other (BEP 12). */
  tier: number;
}

/** Each gets a tier of its own behind those that are there; known ones are passed over. */
export interface AddTrackers {
  ids: string[];
  urls: string[];
}

/** The answer to the `new_trackers` that come with the error `duplicate`. */
export interface MergeTrackers {
  id: string;
  trackers: string[];
}

export interface WebSeedRow {
  url: string;
}

export interface WebSeed {
  id: string;
  url: string;
}

export interface BanPeers {
  addresses: string[];
}

export interface BannedPeer {
  address: string;
  /** Unix seconds. */
  at: number;
}

/** The torrents go on as they were, from the new folder; cancelled ones stay cancelled. */
export interface Move {
  ids: string[];
  /** The folder to hold them, made if need be. */
  path: string;
  /** Take files that are there already as they are, and check the torrent then; else they stop the move. */
  use_existing?: boolean;
}

/** Journalled; `progress` events carry these names. */
export interface Moves {
  /** One for each torrent that isn't there already. They are moved one after the other. */
  jobs: string[];
}

export interface RenameFile {
  id: string;
  index: number;
  /** Its new path as `get_files` has it, relative to the save path, with `/`; a name alone stays in its folder. */
  name: string;
}

export interface RenameFolder {
  id: string;
  /** A folder of the torrent's, relative to the save path, with `/`. */
  path: string;
  /** Its new name; the folder stays where it is. */
  name: string;
}

/** In the list alone; nothing on the disk changes. */
export interface RenameTorrent {
  id: string;
  name: string;
}

export interface PreviewDelete {
  ids: string[];
  offset?: number;
  limit?: number;
  /** Continue this preview rather than make a new one. */
  token?: string | null;
}

/** A page of what will happen. Counts and bytes are of the whole, lists of this page, by path. */
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
  folders_count: number;
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
  /** Off the list alone, like `remove`, but with the way back; there is no preview of that. */
  keep_files?: boolean;
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
   * What this host offers: `choose_folder`, `choose_file`, `choose_torrents`, `open`, `show_in_folder`,
   * `clipboard`, `trash`, `keep_awake`, `battery`, `metered`, `notifications`, `quit`,
   * `when_done`, `run_on_completion`, `sleep`, `shut_down`; `tray` for as long as there is one.
   */
  capabilities: string[];
  /** About the start. */
  notices: Notice[];
}

/** Of the start: a library that was set aside, a setting that was dropped. */
export interface Notice {
  kind: NoticeKind;
  /** The sentence in English. */
  message: string;
  /**
   * Names, paths, counts and times (Unix seconds). A `reason` is why, as `{kind, message}`, perhaps with a
   * `path`.
   */
  facts: {
    [k: string]: unknown;
  };
}

/** All of them, with their defaults. */
export interface Settings {
  /** Where downloads go. The engine puts the platform's download folder here on the first start. */
  save_path: string;
  /** Where a download is moved when it has finished; null: it stays where it is. */
  complete_path: string | null;
  /** Where a download is until it has finished and moves to its own folder; null: it begins there. */
  incomplete_path: string | null;
  /** Files that are not complete have `.part` at the end of their names on the disk. */
  incomplete_suffix: boolean;
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
  /** How many magnets look for their metadata at the same time; they hold no place in the queue. */
  metadata_at_once: number;
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
  language: Language;
  theme: Theme;
  density: Density;
  /** Closing the window leaves the program running in the tray, where there is one. */
  close_to_tray: boolean;
  pause_on_battery: boolean;
  pause_on_metered: boolean;
  /** The computer does not sleep by itself while something is unfinished. */
  keep_awake: boolean;
  /** Nor while something is being uploaded. */
  awake_for_seeding: boolean;
  notify_finished: boolean;
  /** What went wrong or needs a person. */
  notify_problems: boolean;
  /** What another program handed over waits in the Add dialog. */
  notify_added: boolean;
  when_done: WhenDone;
  /** `when_done` holds beyond this run and the first time it was done. */
  when_done_always: boolean;
  /**
   * A program and its arguments, run for every download that has finished; none when empty. No shell reads them.
   * %N, %F, %D, %I and %Z are the torrent's name, path, folder, info-hash and size in bytes, each as a whole argument.
   *
   * Whoever can change settings can have a program run: the window, and whoever started the engine and holds its
   * pipes. Nothing that listens on the network may ever be given this method.
   */
  run_on_completion: string[];
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
  complete_path?: string | null;
  incomplete_path?: string | null;
  incomplete_suffix?: boolean;
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
  metadata_at_once?: number;
  all_paused?: boolean;
  listen_port?: number;
  port_mapping?: boolean;
  dht?: boolean;
  lsd?: boolean;
  pex?: boolean;
  utp?: boolean;
  encryption?: Encryption;
  language?: Language;
  theme?: Theme;
  density?: Density;
  close_to_tray?: boolean;
  pause_on_battery?: boolean;
  pause_on_metered?: boolean;
  keep_awake?: boolean;
  awake_for_seeding?: boolean;
  notify_finished?: boolean;
  notify_problems?: boolean;
  notify_added?: boolean;
  when_done?: WhenDone;
  when_done_always?: boolean;
  run_on_completion?: string[];
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

export interface Text {
  text: string;
}

export interface SnapshotList {
  /** Newest first. */
  snapshots: Snapshot[];
  /** The one that the next start goes back to, if that was asked for. */
  restoring: string | null;
  folder: string;
}

export interface Snapshot {
  /** Its file's name in the folder. */
  id: string;
  /** Unix seconds. */
  taken_at: number;
  kind: SnapshotKind;
  /** How many are in it; null when it can't be read. */
  torrents: number | null;
  bytes: number;
}

export interface OfSnapshot {
  /** An `id`, or `latest`. */
  snapshot: string;
}

/** Nothing has changed yet: the next start of the program carries it out. */
export interface RestoreRequested {
  snapshot: string;
  restart_needed: boolean;
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

export interface Handlers {
  /** One of each kind. */
  handlers: Handler[];
  /** The system lets nobody but the person choose (Windows): taking over offers Torrpeddo and opens its settings. */
  chosen_in_system: boolean;
}

/** Who opens one of them now. */
export interface Handler {
  opens: Opened;
  /** The program's name; null where no program is set. */
  owner: string | null;
  ours: boolean;
  /** Who gets it back: the program that had it until we took it, if that is still there. */
  before: string | null;
}

export interface Openings {
  opens: Opened[];
}

/** As the system has it, whoever set it. */
export interface Autostart {
  /** Whether the program starts when the person logs in. */
  on: boolean;
  /** Without showing its window. */
  hidden: boolean;
}

export interface SetAutostart {
  on: boolean;
  hidden?: boolean;
}

export interface TryProgram {
  /** As in `Settings.run_on_completion`. */
  program: string[];
}

export interface Trial {
  outcome: Outcome;
  /** What was run. */
  command: string[];
  code: number | null;
  /** The end of what it wrote so far, as plain text. */
  output: string;
  reason: string;
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
  /** Why it is no faster, what to mend first in front; empty where nothing is known to hold it back. */
  causes: Cause[] | null;
}

export interface Cause {
  kind: CauseKind;
  count: number;
  total: number;
  amount: number;
  share: number;
  host: string | null;
  /** What the tracker answered, where it refuses. */
  said: string | null;
  held_by: HeldBy | null;
}

export interface PreviewEvent {
  type: 'preview';
  preview: Preview;
}

/** A torrent being made came into another state; `progress` events tell its bytes meanwhile. */
export interface CreationEvent {
  type: 'creation';
  creation: Creation;
}

export interface SettingsEvent {
  type: 'settings';
  settings: Settings;
}

/** Something happened that no reply tells. */
export interface NoticeEvent {
  type: 'notice';
  kind: NoticeKind;
  /** `info`, `warning` or `error`. */
  level: string;
  /** The sentence in English, for whoever has no words of their own for this kind. */
  message: string;
  /** What the sentence is made of, as in `Notice`. */
  facts: {
    [k: string]: unknown;
  };
  id: string | null;
}

/** A job that takes longer than a second. */
export interface ProgressEvent {
  type: 'progress';
  job: string;
  /** `delete`, `move` or `create`; `done` and `total` are files for `delete`, else bytes. */
  kind: string;
  done: number;
  total: number;
  finished: boolean;
  message: string;
}

/** Everything is done, and `action` follows in so many `seconds` (told each second; null: not any more). */
export interface CountdownEvent {
  type: 'countdown';
  action: WhenDone;
  seconds: number | null;
}

/** The system handed us something to add: a clicked magnet link, an opened or dropped file. */
export interface AddRequestEvent {
  type: 'add_request';
  /** Links of any sort: magnets, bare info-hashes, and web addresses of torrent files. */
  magnets: string[];
  paths: string[];
  /** Files and folders that are no .torrent files, for whoever has a use for them. */
  others: string[];
}

/** Every method's name, in the table's order. */
export const METHOD_NAMES = [
  'get_status',
  'get_torrent',
  'get_files',
  'get_peers',
  'get_trackers',
  'get_pieces',
  'get_piece_files',
  'get_rates',
  'get_statistics',
  'get_log',
  'subscribe',
  'watch',
  'set_visible',
  'add_magnet',
  'add_torrent_file',
  'add_torrents',
  'preview_magnet',
  'preview_link',
  'preview_torrent_file',
  'accept_preview',
  'cancel_preview',
  'check_collisions',
  'settle_conflict',
  'measure',
  'create_torrent',
  'cancel_create',
  'get_create',
  'export_torrent',
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
  'get_limits',
  'set_limits',
  'set_first_last',
  'set_super_seeding',
  'queue_move',
  'edit_trackers',
  'add_trackers',
  'merge_trackers',
  'scrape',
  'get_web_seeds',
  'add_web_seed',
  'remove_web_seed',
  'ban_peers',
  'unban_peers',
  'get_banned',
  'move',
  'cancel_move',
  'cancel_check',
  'rename_file',
  'rename_folder',
  'rename_torrent',
  'preview_delete',
  'delete',
  'undo_delete',
  'get_app',
  'get_settings',
  'get_default_settings',
  'update_settings',
  'get_space',
  'get_diagnostics',
  'show_crash_reports',
  'shutdown',
  'get_snapshots',
  'take_snapshot',
  'restore_snapshot',
  'cancel_restore',
  'choose_folder',
  'choose_file',
  'choose_torrents',
  'open_file',
  'show_in_folder',
  'show_created',
  'open_link',
  'read_clipboard',
  'write_clipboard',
  'get_handlers',
  'take_handlers',
  'give_back_handlers',
  'get_autostart',
  'set_autostart',
  'try_program',
] as const satisfies readonly (keyof Methods)[];

/** Every `kind` that a domain error can have in its `data`. */
export const ERROR_KINDS = [
  'conflict',
  'duplicate',
  'error',
  'fetch',
  'invalid_input',
  'invalid_magnet',
  'invalid_path',
  'invalid_setting',
  'invalid_torrent',
  'library',
  'library_too_new',
  'not_found',
  'path_conflict',
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
  complete_path: null,
  incomplete_path: null,
  incomplete_suffix: false,
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
  metadata_at_once: 10,
  all_paused: false,
  listen_port: 0,
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
  pause_on_battery: false,
  pause_on_metered: false,
  keep_awake: true,
  awake_for_seeding: false,
  notify_finished: true,
  notify_problems: true,
  notify_added: true,
  when_done: 'nothing',
  when_done_always: false,
  run_on_completion: [],
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
  metadata_at_once: {
    min: 1,
    max: 65535,
  },
  listen_port: {
    min: 0,
    max: 65535,
  },
} as const satisfies {
  readonly [K in keyof Settings]?: { readonly min: number; readonly max: number };
};
