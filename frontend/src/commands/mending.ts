import type { Reason, TorrentRow } from '../contract/generated';
import { m } from '../messages';
import type { App } from '../state/app.svelte';
import { hasNobodyToAsk } from '../state/filters';
import type { CommandId } from './registry';

/** What would mend a torrent that needs its person. */
export interface Mend {
  command: CommandId;
  /** The words of a button beside the cause. */
  label: string;
}

/** Its files would lie where another torrent has its own. */
export function isKeptOut(error: TorrentRow['error']): boolean {
  return error !== null && ['path_conflict', 'shared_differs', 'shared_waits'].includes(error.kind);
}

const ASKED_AGAIN: ReadonlySet<Reason['kind']> = new Set<Reason['kind']>([
  'tracker_error',
  'tracker_refused',
  'no_peers',
]);

/** The one command worth a button beside the cause, or null where only waiting helps. */
export function mendFor(app: App, row: TorrentRow): Mend | null {
  const { state, reason, error } = row;
  if (hasNobodyToAsk(row)) {
    const dht = app.settings.current?.dht === false && !row.private;
    return dht ? { command: 'dht', label: m.slow_dht_on() } : { command: 'add_tracker', label: m.slow_add_tracker() };
  }
  if (state === 'missing_files') return { command: 'recheck', label: m.mend_look_again() };
  if (state === 'error') {
    if (error?.kind === 'corrupt') return { command: 'recheck', label: m.do_recheck() };
    if (isKeptOut(error)) {
      return { command: 'save_apart', label: m.mend_rename() };
    }
    return { command: 'resume', label: m.mend_try_again() };
  }
  if (state === 'stalled' && reason && ASKED_AGAIN.has(reason.kind)) {
    return { command: 'reannounce', label: m.mend_ask_again() };
  }
  return null;
}

/** The command that ends what takes long, worth a button where it is shown. */
export function interruptFor({ state, reason }: Pick<TorrentRow, 'state' | 'reason'>): Mend | null {
  if (state === 'moving') return { command: 'cancel_move', label: m.cancel() };
  if (state === 'checking' && reason?.kind !== 'starting') return { command: 'cancel_check', label: m.cancel() };
  return null;
}
