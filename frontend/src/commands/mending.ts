import type { TorrentRow } from '../contract/generated';
import { m } from '../messages';
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

/** The one command worth a button beside the cause, or null where only waiting helps. */
export function mendFor({ state, reason, error }: Pick<TorrentRow, 'state' | 'reason' | 'error'>): Mend | null {
  if (state === 'missing_files') return { command: 'recheck', label: m.mend_look_again() };
  if (state === 'error') {
    if (error?.kind === 'corrupt') return { command: 'recheck', label: m.do_recheck() };
    if (isKeptOut(error)) {
      return { command: 'save_apart', label: m.mend_rename() };
    }
    return { command: 'resume', label: m.mend_try_again() };
  }
  if (state === 'stalled' && (reason?.kind === 'tracker_error' || reason?.kind === 'no_peers')) {
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
