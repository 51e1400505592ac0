import { menu, type CommandId } from '../../commands';
import { m } from '../../messages';
import type { MenuEntry } from '../../parts/menu';
import type { App } from '../../state';

/** Of these, a menu shows the ones that can be done: a torrent runs, rests or is stopped, never two at once. */
const RUN_STATE: readonly CommandId[] = ['pause', 'resume', 'restart', 'force', 'stop'];
const COPY: readonly CommandId[] = ['copy_magnet', 'copy_hash', 'copy_name', 'copy_path'];

/** The context menu of what is selected. */
export function rowMenu(app: App): MenuEntry[] {
  const line: MenuEntry = { kind: 'separator' };
  const opening = menu(app, ['open_file', 'open_folder', 'details']).filter(isPossible);
  return [
    ...opening,
    ...(opening.length > 0 ? [line] : []),
    ...menu(app, RUN_STATE).filter(isPossible),
    line,
    { kind: 'submenu', label: m.do_copy(), icon: 'copy', entries: menu(app, COPY) },
    line,
    ...menu(app, ['sequential', 'recheck', 'reannounce', null, 'remove', 'delete']),
  ];
}

function isPossible(entry: MenuEntry): boolean {
  return entry.kind !== 'item' || entry.disabled !== true;
}
