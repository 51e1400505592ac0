import { type CommandId, show } from '../../commands';
import type { Cause } from '../../contract/generated';
import { count, percent, rate, wholePercent } from '../../format';
import { m } from '../../messages';
import type { App } from '../../state';

/** What is to be done about a cause. */
interface Remedy {
  label: string;
  run: () => void;
}

/** A cause as it is told. */
export interface Told {
  kind: Cause['kind'];
  text: string;
  hint?: string | undefined;
  /** Something is amiss, rather than as it is with torrents. */
  attention: boolean;
  remedy?: Remedy | undefined;
}

type Words = Omit<Told, 'kind' | 'attention' | 'remedy'>;

/** `cause` in words, with what mends it; `id` is the torrent's. */
export function tell(app: App, id: string, cause: Cause): Told {
  const { kind } = cause;
  return {
    kind,
    ...WORDS[kind](cause, app.torrents.rows.get(id)?.private === true),
    attention: AMISS.has(kind),
    remedy: REMEDIES[kind]?.(app, id),
  };
}

const AMISS: ReadonlySet<Cause['kind']> = new Set<Cause['kind']>([
  'disk',
  'trackers_fail',
  'nobody_to_ask',
  'private',
  'no_answer',
  'encryption',
  'no_peers',
  'no_seeds',
]);

const WORDS: Readonly<Record<Cause['kind'], (cause: Cause, isPrivate: boolean) => Words>> = {
  session_paused: ({ held_by }) => held(held_by),
  queued: ({ count: place, total }) => ({
    text: place > 0 ? m.say_queued_place({ place: place + 1 }) : m.say_queued_next(),
    hint: total > 0 ? m.say_queued_limit({ count: total }) : m.say_queued_why(),
  }),
  metadata_turn: () => ({ text: m.say_metadata_turn() }),
  own_limit: ({ amount }) => ({ text: m.slow_own_limit({ rate: rate(amount) }), hint: m.slow_own_limit_do() }),
  slow_mode: ({ amount }) => ({ text: m.slow_mode_holds({ rate: rate(amount) }), hint: m.slow_mode_do() }),
  program_limit: ({ amount }) => ({ text: m.slow_limit({ rate: rate(amount) }), hint: m.slow_limit_do() }),
  disk: () => ({ text: m.stall_disk(), hint: m.slow_disk_do() }),
  trackers_fail: ({ count: trackers, host, said }) => {
    if (trackers === 1 && host && said) return { text: m.stall_tracker_refused_host({ host }), hint: said };
    const text = trackers === 1 && host ? m.stall_tracker_host({ host }) : m.slow_trackers({ count: trackers });
    return { text, hint: m.slow_trackers_do() };
  },
  nobody_to_ask: (_, isPrivate) => ({
    text: m.slow_nobody(),
    hint: isPrivate ? m.slow_nobody_private_do() : m.slow_nobody_do(),
  }),
  private: () => ({ text: m.slow_private(), hint: m.slow_private_do() }),
  no_answer: ({ count: peers }) => ({ text: m.slow_no_answer({ count: peers }), hint: m.slow_no_answer_do() }),
  encryption: ({ count: peers }) => ({
    text: m.slow_encryption(),
    hint: m.slow_encryption_do({ count: peers }),
  }),
  no_peers: () => ({ text: m.stall_no_peers(), hint: m.stall_no_peers_why() }),
  metadata: ({ count: peers }) => ({ text: m.slow_metadata({ count: peers }), hint: m.slow_metadata_do() }),
  no_seeds: ({ share }) => ({ text: nobodyHas(share), hint: m.slow_no_seeds_do() }),
  choked: ({ count: peers }) => ({ text: m.stall_choked({ count: peers }), hint: m.slow_busy_do() }),
  busy: ({ count: peers, total }) => ({
    text: m.slow_busy({ count: count(peers), total: count(total) }),
    hint: m.slow_busy_do(),
  }),
  connections: ({ count: most }) => ({
    text: m.slow_connections({ count: count(most) }),
    hint: m.slow_connections_do(),
  }),
  sources: ({ count: sending, total }) =>
    sending === 0
      ? { text: m.stall_waiting(), hint: m.stall_peers({ count: total }) }
      : { text: m.slow_sources(), hint: m.slow_sources_do({ count: count(sending), total: count(total) }) },
  unreachable: ({ count: port }) => ({
    text: m.slow_unreachable({ port: String(port) }),
    hint: m.slow_unreachable_do(),
  }),
};

function held(by: Cause['held_by']): Words {
  if (by === 'battery') return { text: m.say_on_battery(), hint: m.held_supply_why() };
  if (by === 'metered') return { text: m.say_on_metered(), hint: m.held_supply_why() };
  return { text: m.say_paused_all(), hint: m.say_paused_all_why() };
}

function nobodyHas(share: number): string {
  if (share <= 0 || share >= 1) return m.stall_no_seeds_whole();
  return m.stall_no_seeds({ share: share < 0.01 ? percent(Math.max(share, 0.001)) : wholePercent(share) });
}

type Mending = (app: App, id: string) => Remedy | undefined;

/** A command's button, with words of its own where the command's do not say enough here. */
const doing =
  (command: CommandId, label?: () => string): Mending =>
  (app, id) => {
    const shown = show(app, command, [id]);
    return shown?.enabled ? { label: label?.() ?? shown.label, run: shown.run } : undefined;
  };

const inSettings =
  (section: string, label: () => string): Mending =>
  (app) => ({
    label: label(),
    run: () => {
      app.dialogs.open('settings', { section });
    },
  });

const inOptions: Mending = (app) => ({
  label: m.slow_change_limit(),
  run: () => {
    app.view.tab = 'options';
  },
});

const setting =
  (changes: Parameters<App['settings']['change']>[0], label: () => string): Mending =>
  (app) => ({
    label: label(),
    // Where the host refuses, the switch goes back by itself and the cause stays.
    run: () => void app.settings.change(changes).catch(() => undefined),
  });

const askAgain = doing('reannounce', m.mend_ask_again);
const findMore = doing('reannounce', m.slow_find_more);

const REMEDIES: Readonly<Partial<Record<Cause['kind'], Mending>>> = {
  session_paused: doing('resume_all'),
  queued: doing('force'),
  own_limit: inOptions,
  slow_mode: setting({ slow_mode: false }, m.slow_switch_off),
  program_limit: inSettings('speed', m.slow_change_limit),
  trackers_fail: askAgain,
  nobody_to_ask: (app, id) => {
    if (app.settings.current?.dht === false && app.torrents.rows.get(id)?.private === false)
      return setting({ dht: true }, m.slow_dht_on)(app, id);
    return doing('add_tracker')(app, id);
  },
  private: askAgain,
  no_answer: askAgain,
  encryption: setting({ encryption: 'prefer' }, m.slow_encryption_allow),
  no_peers: askAgain,
  no_seeds: findMore,
  connections: inOptions,
  sources: findMore,
  unreachable: inSettings('connection', m.slow_port_settings),
};
