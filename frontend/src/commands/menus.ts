import { m } from '../messages';
import type { MenuEntry } from '../parts/menu';
import type { App } from '../state/app.svelte';
import { type CommandId, menu, show } from './registry';

/** Of these, a menu shows the ones that can be done: a torrent runs, rests or is stopped, never two at once. */
const RUN_STATE: readonly CommandId[] = [
  'save_apart',
  'share_files',
  'pause',
  'resume',
  'restart',
  'force',
  'stop',
  'cancel_move',
  'cancel_check',
];
const QUEUE: readonly CommandId[] = ['queue_top', 'queue_up', 'queue_down', 'queue_bottom'];
const DOWNLOAD: readonly (CommandId | null)[] = ['sequential', 'first_last', 'super_seeding', null, 'options'];
const COPY: readonly CommandId[] = ['copy_magnet', 'copy_hash', 'copy_name', 'copy_path'];
const LINE: MenuEntry = { kind: 'separator' };

/** Everything that can be done to these torrents, or to what is selected. `opening` comes first. */
export function torrentMenu(app: App, opening: readonly CommandId[], torrents?: Iterable<string>): MenuEntry[] {
  const ids = torrents === undefined ? undefined : [...torrents];
  const entries = (commands: readonly (CommandId | null)[]) => menu(app, commands, ids);
  const canQueue = QUEUE.some((id) => show(app, id, ids)?.enabled);
  return [
    ...ended(entries(opening).filter(isPossible)),
    ...ended(entries(RUN_STATE).filter(isPossible)),
    ...(canQueue
      ? [{ kind: 'submenu', label: m.do_queue(), icon: 'list-ordered', entries: () => entries(QUEUE) } as const]
      : []),
    { kind: 'submenu', label: m.do_download(), icon: 'sliders-horizontal', entries: () => entries(DOWNLOAD) },
    { kind: 'submenu', label: m.do_copy(), icon: 'copy', entries: () => entries(COPY) },
    LINE,
    ...entries([
      'move',
      'rename',
      'export_torrent',
      null,
      'recheck',
      'reannounce',
      'torrent_log',
      null,
      'remove',
      'delete',
    ]),
  ];
}

/** What can be done where no torrent is meant. */
export function listMenu(app: App): MenuEntry[] {
  const all = menu(app, ['pause_all', 'resume_all']).filter(isPossible);
  return [
    ...menu(app, ['add_link', 'open_torrents', 'create', null, 'select_all']),
    ...(all.length > 0 ? [LINE, ...all] : []),
    ...menu(app, [null, 'density', 'panel', 'sidebar', null, 'settings']),
  ];
}

/** With a line after it, where there is anything. */
function ended(entries: readonly MenuEntry[]): MenuEntry[] {
  return entries.length > 0 ? [...entries, LINE] : [];
}

function isPossible(entry: MenuEntry): boolean {
  return entry.kind !== 'item' || entry.disabled !== true;
}
