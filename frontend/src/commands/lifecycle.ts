import type { Methods, TorrentRow } from '../contract/generated';
import type { OnConflict } from '../state/previews.svelte';
import { m } from '../messages';
import type { App } from '../state/app.svelte';
import { type Command, type Context, idsOf } from './command';
import { isKeptOut } from './mending';

/** Methods that take nothing but the ids. */
type PlainMethod = {
  [M in keyof Methods]: Methods[M]['params'] extends { ids: string[] } ? M : never;
}[keyof Methods];

type Test = (row: TorrentRow) => boolean;
type TestHere = (row: TorrentRow, app: App) => boolean;

const isRunning: Test = ({ intent }) => intent === 'run' || intent === 'forced';
const isStopped: Test = ({ intent }) => intent === 'stopped';
const isBroken: Test = ({ state }) => state === 'error' || state === 'missing_files';
const isForced: Test = ({ intent }) => intent === 'forced';
const isLeaving: Test = ({ state }) => state === 'deleting';

export const canPause: Test = (row) => isRunning(row) && !isBroken(row) && !isLeaving(row);
export const canResume: Test = (row) => row.intent === 'paused' || (isRunning(row) && isBroken(row));

/** In the session, which nothing holds, with somebody who can be asked for peers. */
const canAsk: TestHere = (row, app) => {
  if (!isRunning(row) || isLeaving(row) || row.state === 'missing_files' || row.state === 'moving') return false;
  // After what the row tells by itself: of ten thousand that rest, each would look at the session for nothing.
  const { info } = app.session;
  return !info?.paused && !info?.held_by && (row.trackers > 0 || (!row.private && info?.dht_nodes !== null));
};

const canForce: Test = (row) => !isStopped(row) && !isLeaving(row);
const canCancelCheck: Test = ({ state, reason }) => state === 'checking' && reason?.kind !== 'starting';

/** Calls `method` for the rows it can be done to; the others are left as they are. */
function forThose(can: TestHere, method: PlainMethod): Pick<Command, 'enabled' | 'run'> {
  return {
    enabled: ({ app, rows }) => rows.some((row) => can(row, app)),
    run: async ({ app, rows }) => {
      const ids = idsOf(rows.filter((row) => can(row, app)));
      if (ids.length > 0) await app.caller.call(method, { ids } as never);
    },
  };
}

const isInTheWay: Test = ({ error }) => error?.kind === 'path_conflict';
const collides: Test = ({ error }) => isKeptOut(error);

/** A way out for torrents whose files lie where others have theirs. */
function settling(how: OnConflict, can: Test): Pick<Command, 'enabled' | 'run'> {
  return {
    enabled: ({ rows }) => rows.some(can),
    run: async ({ app, rows }) => {
      for (const { id } of rows.filter(can)) await app.caller.call('settle_conflict', { id, how });
    },
  };
}

const pause = forThose(canPause, 'pause');
const resume = forThose(canResume, 'resume');
const restart = forThose(isStopped, 'restart');

/** Space pauses what runs; where nothing runs, it sets going what rests. */
async function toggle(context: Context): Promise<void> {
  if (context.rows.some(canPause)) return pause.run(context);
  await resume.run(context);
  await restart.run(context);
}

export const lifecycle = {
  toggle: {
    label: () => m.do_toggle(),
    icon: 'pause',
    keys: ['Space'],
    enabled: ({ rows }) => rows.some((row) => canPause(row) || canResume(row) || isStopped(row)),
    run: toggle,
  },
  pause: { label: () => m.do_pause(), icon: 'pause', keys: ['Mod+P'], ...pause },
  resume: { label: () => m.do_resume(), icon: 'play', keys: ['Mod+S'], ...resume },
  force: {
    label: () => m.do_force(),
    icon: 'zap',
    keys: ['Ctrl+M'],
    enabled: ({ rows }) => rows.some(canForce),
    checked: ({ rows }) => rows.length > 0 && rows.every(isForced),
    run: async ({ app, rows }) => {
      const able = rows.filter(canForce);
      const method = able.every(isForced) ? 'resume' : 'force';
      await app.caller.call(method, { ids: idsOf(able) });
    },
  },
  stop: {
    label: () => m.do_stop(),
    icon: 'square',
    ...forThose((row) => !isStopped(row) && !isLeaving(row), 'stop'),
  },
  cancel_move: {
    label: () => m.do_cancel_move(),
    icon: 'x',
    ...forThose(({ state }) => state === 'moving', 'cancel_move'),
  },
  cancel_check: { label: () => m.do_cancel_check(), icon: 'x', ...forThose(canCancelCheck, 'cancel_check') },
  restart: { label: () => m.do_restart(), icon: 'rotate-ccw', ...restart },
  recheck: {
    label: () => m.do_recheck(),
    icon: 'scan-line',
    keys: ['Mod+R'],
    ...forThose((row) => row.has_metadata && !isStopped(row) && !isLeaving(row), 'recheck'),
  },
  save_apart: { label: () => m.do_save_apart(), icon: 'folder', ...settling('rename', collides) },
  share_files: { label: () => m.do_share_files(), icon: 'link', ...settling('share', isInTheWay) },
  reannounce: {
    label: () => m.do_reannounce(),
    icon: 'refresh-cw',
    told: ({ app }) => (app.view.panel && app.view.tab === 'trackers' ? undefined : m.told_reannounce()),
    ...forThose(canAsk, 'reannounce'),
  },
  scrape: {
    label: () => m.scrape_phrase(),
    icon: 'hash',
    told: ({ app }) => (app.view.panel && app.view.tab === 'trackers' ? undefined : m.told_scrape()),
    ...forThose((row, app) => canAsk(row, app) && row.trackers > 0 && !isBroken(row), 'scrape'),
  },
} satisfies Record<string, Command>;
