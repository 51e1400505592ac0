import type { Notice, NoticeKind, TorrentError } from '../contract/generated';
import { crumbs, moment } from '../format';
import { m } from './words';
import { explainTorrent, inOne } from './errors';

type Facts = Readonly<Record<string, unknown>>;

const text = (facts: Facts, name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
const number = (facts: Facts, name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
const folder = (facts: Facts, name: string) => crumbs(text(facts, name));
const when = (facts: Facts) => moment(number(facts, 'backup_at'));

/** Why, in the words there are for it; where there are none, in the host's. */
function reason({ reason }: Facts): string {
  if (typeof reason !== 'object' || reason === null) return '';
  const { kind, message, path } = reason as Partial<TorrentError>;
  const { text, advice } = explainTorrent({ kind: kind ?? '', message: message ?? '', path: path ?? null });
  return advice === undefined ? text : inOne(text, advice);
}

/** How each kind is told, of the start and of what happens later. Where a fact is missing, nothing stands there. */
const WORDS: Readonly<Record<NoticeKind, (facts: Facts) => string>> = {
  finished: (facts) => m.notice_finished({ name: text(facts, 'name') }),
  error: (facts) => m.notice_error({ name: text(facts, 'name'), reason: reason(facts) }),
  missing_files: (facts) => m.notice_missing({ name: text(facts, 'name'), folder: folder(facts, 'folder') }),
  path_conflict: (facts) => {
    const other = text(facts, 'other');
    const name = text(facts, 'name');
    return other ? m.notice_conflict({ name, other }) : m.notice_left_over({ name });
  },
  shared_waits: (facts) => m.notice_waits({ name: text(facts, 'name'), other: text(facts, 'other') }),
  shared_differs: (facts) => m.notice_differs({ name: text(facts, 'name'), other: text(facts, 'other') }),
  merged: (facts) => m.notice_merged({ name: text(facts, 'name') }),
  private: (facts) => m.notice_private({ name: text(facts, 'name') }),
  name_taken: (facts) => {
    const said = { name: text(facts, 'name'), file: text(facts, 'file'), kept: text(facts, 'kept') };
    return facts['in_the_way'] ? m.notice_name_taken(said) : m.notice_name_refused(said);
  },
  move_failed: (facts) => m.notice_move_failed({ name: text(facts, 'name'), reason: reason(facts) }),
  move_not_undone: reason,
  move_left: (facts) => m.notice_move_left({ name: text(facts, 'name'), path: folder(facts, 'path') }),
  delete_changed: (facts) => m.notice_delete_changed({ count: number(facts, 'count'), names: text(facts, 'names') }),
  delete_failed: reason,
  delete_refused: (facts) => m.notice_delete_refused({ reason: reason(facts) }),
  delete_waits: (facts) => m.notice_delete_waits({ reason: reason(facts) }),
  delete_kept: (facts) => m.notice_delete_kept({ path: folder(facts, 'path') }),
  backup_failed: (facts) => m.notice_backup_failed({ reason: reason(facts) }),
  not_a_torrent: (facts) => m.notice_not_a_torrent({ name: text(facts, 'name') }),
  kept_running: () => m.notice_kept_running(),
  setting_dropped: (facts) => m.notice_setting_dropped({ name: text(facts, 'name').replaceAll('_', ' ') }),
  row_damaged: (facts) => m.notice_row_damaged({ name: text(facts, 'name') }),
  library_lost: (facts) => m.notice_library_lost({ moment: when(facts) }),
  library_damaged: (facts) => {
    const lost = m.notice_library_damaged({ count: number(facts, 'recovered'), aside: text(facts, 'aside') });
    if (facts['backup_at'] === undefined) return lost;
    return `${lost} ${m.notice_library_filled({ count: number(facts, 'added'), moment: when(facts) })}`;
  },
  restored: (facts) => {
    if (facts['backup_at'] === undefined) return m.notice_restored();
    const back = m.notice_restored_from({ count: number(facts, 'torrents'), moment: when(facts) });
    const aside = text(facts, 'aside');
    return aside ? `${back} ${m.notice_restored_aside({ aside })}` : back;
  },
  restore_failed: (facts) => m.notice_restore_failed({ reason: reason(facts) }),
  program_failed: (facts) => {
    const said = { program: text(facts, 'program'), name: text(facts, 'name') };
    const code = facts['code'];
    return typeof code === 'number'
      ? m.notice_program_failed({ ...said, code: String(code) })
      : m.notice_program_missing(said);
  },
  when_done_failed: () => m.notice_when_done_failed(),
  library_unsaved: (facts) => m.notice_unsaved({ reason: reason(facts) }),
  crashed: () => m.notice_crashed(),
};

/** What the host tells; one that is older gives no facts. */
type Told = Pick<Notice, 'message'> & { kind: string; facts?: Facts };

/** Words for what the host tells. What it tells without facts, or a newer one tells besides, stands as it says it. */
export function noticeWords({ kind, message, facts = {} }: Told): string {
  const words: ((facts: Facts) => string) | undefined = WORDS[kind as NoticeKind];
  return (Object.keys(facts).length > 0 ? words?.(facts) : undefined) ?? message;
}

/** The kinds that there are words for. */
export const NOTICE_KINDS: readonly string[] = Object.keys(WORDS);
