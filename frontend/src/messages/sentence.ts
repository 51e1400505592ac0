import type { Reason, State, TorrentRow } from '../contract/generated';
import { bytes, crumbs, day, duration, percent, until, wholePercent } from '../format';
import { m } from './words';
import { explainTorrent } from './errors';

export type Tone = 'plain' | 'attention' | 'danger';

/** A state as a person would say it: the fact, and quietly after it what belongs to it. */
export interface Sentence {
  text: string;
  tone: Tone;
  tail?: string;
}

/** The same as one line of two parts, which end without the stops that whole sentences have. */
export function inALine({ text, tail }: Sentence): Pick<Sentence, 'text' | 'tail'> {
  if (tail === undefined) return { text };
  return { text: unstopped(text), tail: unstopped(tail) };
}

const unstopped = (text: string) => text.replace(/[.。]$/u, '');

/** What `row` is doing and why. `now` in Unix seconds. */
export function sentence(row: TorrentRow, now: number): Sentence {
  return SENTENCES[row.state](row, now);
}

/** Every state there is. */
export const states = (): State[] => Object.keys(STATE_WORDS) as State[];

/** The state as one word, for tables. */
export function stateWord(state: State): string {
  return STATE_WORDS[state]();
}

/** The state of `row` as one word that says what is wrong with it, where there is a word for that. */
export function statusWord({ state, error }: Pick<TorrentRow, 'state' | 'error'>): string {
  const wrong = state === 'error' && error ? ERROR_WORDS[error.kind] : undefined;
  return wrong?.() ?? stateWord(state);
}

const ERROR_WORDS: Readonly<Record<string, () => string>> = {
  disk_full: () => m.state_disk_full(),
  not_writable: () => m.state_not_writable(),
  storage: () => m.state_storage(),
};

const SENTENCES: Readonly<Record<State, (row: TorrentRow, now: number) => Sentence>> = {
  metadata,
  checking,
  queued,
  downloading,
  stalled,
  seeding,
  finished,
  paused,
  moving: ({ reason, eta }) => {
    const folder = reason?.detail;
    const text = folder ? m.say_moving_to({ folder: crumbs(folder) }) : m.say_moving();
    return say(text, timeLeft(eta) ?? m.say_moving_safe());
  },
  deleting: ({ reason }) => say(reason?.kind === 'files_stay' ? m.say_leaving() : m.say_deleting()),
  cancelled: ({ done }) => say(m.say_cancelled(), done > 0 ? m.say_cancelled_kept({ amount: bytes(done) }) : undefined),
  missing_files: missingFiles,
  error: ({ error }, now) => {
    if (!error) return { text: m.say_error(), tone: 'danger' };
    const { text, advice } = explainTorrent(error);
    const retry = error.retry_at === null ? undefined : m.say_tried_again({ when: until(error.retry_at, now) });
    return say(text, retry ?? advice, 'danger');
  },
};

const STATE_WORDS: Readonly<Record<State, () => string>> = {
  metadata: m.state_metadata,
  checking: m.state_checking,
  queued: m.state_queued,
  downloading: m.state_downloading,
  stalled: m.state_stalled,
  seeding: m.state_seeding,
  finished: m.state_finished,
  paused: m.state_paused,
  moving: m.state_moving,
  deleting: m.state_deleting,
  cancelled: m.state_cancelled,
  missing_files: m.state_missing_files,
  error: m.state_error,
};

function say(text: string, tail?: string, tone: Tone = 'plain'): Sentence {
  return tail === undefined ? { text, tone } : { text, tone, tail };
}

function timeLeft(eta: number | null): string | undefined {
  return eta === null ? undefined : m.time_left({ duration: duration(eta) });
}

function metadata({ state_since, search, trackers, peers }: TorrentRow, now: number): Sentence {
  const text = m.say_metadata({ duration: duration(now - (search?.since ?? state_since)) });
  if (peers > 0) return say(text, m.say_metadata_peers({ count: peers }));
  if (trackers > 0) return say(text, m.say_metadata_asked({ count: trackers }));
  const nobody = search?.dht === false;
  return say(text, nobody ? m.say_metadata_nobody() : m.say_metadata_dht(), nobody ? 'attention' : 'plain');
}

function checking({ reason, eta }: TorrentRow): Sentence {
  if (reason?.kind === 'starting') return say(m.say_starting());
  if (reason?.kind === 'queued_for_check') return say(m.say_check_queued());
  return say(m.say_checking(), timeLeft(eta));
}

function queued({ reason, place_in_line, limit, search }: TorrentRow, now: number): Sentence {
  if (reason?.kind === 'queued_for_check') return say(m.say_check_queued());
  if (reason?.kind === 'metadata_turn') {
    const next = search?.next_turn_at ?? null;
    return say(m.say_metadata_turn(), next === null ? undefined : until(next, now));
  }
  const text = place_in_line ? m.say_queued_place({ place: place_in_line + 1 }) : m.say_queued_next();
  return say(text, limit ? m.say_queued_limit({ count: limit }) : m.say_queued_why());
}

function downloading({ peers, seeds, eta }: TorrentRow): Sentence {
  return say(whoGives(peers, seeds), timeLeft(eta));
}

function whoGives(peers: number, seeds: number): string {
  if (peers === 0) return m.say_connecting();
  if (seeds === 0) return m.say_from_peers({ count: peers });
  if (seeds >= peers) return m.say_from_seeds({ count: seeds });
  return m.say_seeds_among({ seeds, peers });
}

function seeding({ peers, up_rate }: TorrentRow): Sentence {
  if (up_rate === 0 || peers === 0) return say(m.say_seeding_idle(), m.say_seeding_idle_why());
  return say(m.say_seeding({ count: peers }));
}

function finished({ completed_at, reason, total_size, size }: TorrentRow, now: number): Sentence {
  if (reason?.kind === 'partial') {
    const amount = bytes(total_size - size);
    return say(m.say_finished_partial(), m.say_skipped({ amount }));
  }
  if (completed_at === null) return say(m.say_finished_plain());
  return say(m.say_finished({ day: day(completed_at, now) }));
}

function paused({ reason, state_since, done, size, has_metadata }: TorrentRow, now: number): Sentence {
  if (reason?.kind === 'session_paused') {
    if (reason.detail === 'battery') return say(m.say_on_battery(), m.say_on_battery_why());
    if (reason.detail === 'metered') return say(m.say_on_metered(), m.say_on_metered_why());
    return say(m.say_paused_all(), m.say_paused_all_why());
  }
  const complete = has_metadata && done >= size;
  return say(m.say_paused({ day: day(state_since, now) }), complete ? m.file_done() : undefined);
}

function missingFiles({ error, reason, save_path }: TorrentRow): Sentence {
  const where = error?.path ?? reason?.detail ?? save_path;
  const text = error ? explainTorrent(error).text : m.say_missing_path({ folder: crumbs(where) });
  return say(text, m.say_missing_safe(), 'attention');
}

/** Whether a stall is for a person to know of, and how it is told. */
function stalled(row: TorrentRow): Sentence {
  const { reason, peers } = row;
  const cause = reason ? STALLS[reason.kind] : undefined;
  const others = peers > 0 ? m.stall_peers({ count: peers }) : undefined;
  return cause ? cause(row) : say(m.stall_waiting(), others);
}

const STALLS: Readonly<Partial<Record<Reason['kind'], (row: TorrentRow) => Sentence>>> = {
  no_peers: ({ trackers }) =>
    say(
      m.stall_no_peers(),
      trackers > 0 ? m.stall_no_peers_trackers({ count: trackers }) : m.stall_no_peers_why(),
      'attention',
    ),
  nobody_to_ask: ({ private: alone }) =>
    say(m.stall_no_peers(), alone ? m.stall_nobody_private_why() : m.stall_nobody_why(), 'attention'),
  no_seeds: noSeeds,
  choked: ({ peers }) => say(m.stall_choked({ count: peers })),
  tracker_error: ({ reason }) => trackerFails(reason, m.stall_tracker_host, m.stall_tracker),
  tracker_refused: ({ reason }) => trackerFails(reason, m.stall_tracker_refused_host, m.stall_tracker_refused),
  rate_limit: () => say(m.stall_rate()),
  disk: () => say(m.stall_disk(), undefined, 'attention'),
  starting: () => say(m.say_starting()),
};

/** The host says which tracker, and in its own or the system's words why. */
function trackerFails(reason: Reason | null, of: (it: { host: string }) => string, plain: () => string): Sentence {
  const [, host, why] = /^(\S+?)(?:: (.+))?$/su.exec(reason?.detail ?? '') ?? [];
  return say(host ? of({ host }) : plain(), why, 'attention');
}

/** Copies seen below one: the missing share is what nobody online has. */
function noSeeds({ availability }: TorrentRow): Sentence {
  const share = 1 - availability;
  if (share <= 0 || share >= 1) return say(m.stall_no_seeds_whole(), undefined, 'attention');
  const said = share < 0.01 ? percent(Math.max(share, 0.001)) : wholePercent(share);
  return say(m.stall_no_seeds({ share: said }), undefined, 'attention');
}
