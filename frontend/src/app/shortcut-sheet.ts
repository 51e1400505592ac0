import { type CommandId, COMMANDS, show, written } from '../commands';
import { m } from '../messages';
import type { App } from '../state';

export interface Shortcut {
  label: string;
  /** One or two ways, as they are written on keys. */
  keys: readonly string[];
}

export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

const ADDING: readonly CommandId[] = ['add_link', 'open_torrents', 'create'];
const TORRENTS: readonly CommandId[] = [
  'toggle',
  'pause',
  'resume',
  'recheck',
  'open_folder',
  'copy_magnet',
  'move',
  'rename',
  'options',
  'remove',
  'delete',
  'undo',
];
const QUEUE: readonly CommandId[] = ['queue_top', 'queue_up', 'queue_down', 'queue_bottom', 'force'];
const LIST: readonly CommandId[] = ['find', 'select_all', 'clear_selection', 'details'];
const PROGRAM: readonly CommandId[] = [
  'palette',
  'next_region',
  'previous_region',
  'pause_all',
  'resume_all',
  'slow_mode',
  'panel',
  'sidebar',
  'density',
  'statistics',
  'log',
  'settings',
  'shortcuts',
  'quit',
];

/** Every key there is, by what it is about: those of commands, and those that lists have themselves. */
export function shortcutGroups(app: App): ShortcutGroup[] {
  const commands = (ids: readonly CommandId[], inShort = false) =>
    ids.flatMap((id) => ofCommand(app, id, inShort) ?? []);
  return [
    { title: m.add(), shortcuts: [{ label: m.keys_paste(), keys: [written('Mod+V')] }, ...commands(ADDING)] },
    { title: m.palette_torrents(), shortcuts: commands(TORRENTS) },
    { title: m.do_queue(), shortcuts: commands(QUEUE, true) },
    { title: m.keys_list(), shortcuts: [...inList(), ...commands(LIST)] },
    { title: m.tab_files(), shortcuts: inFiles() },
    { title: m.keys_window(), shortcuts: commands(PROGRAM) },
  ];
}

/** `inShort`: the group's title says the rest. */
function ofCommand(app: App, id: CommandId, inShort: boolean): Shortcut | undefined {
  const shown = show(app, id);
  return (
    shown && {
      label: inShort ? shown.label : shown.phrase,
      keys: (COMMANDS[id].keys ?? []).map((keys) => written(keys)),
    }
  );
}

function inList(): Shortcut[] {
  return [
    { label: m.keys_select(), keys: ['↑ ↓'] },
    { label: m.keys_extend(), keys: [`${written('Shift')} ↑ ↓`] },
    { label: m.keys_walk(), keys: [`${written('Mod')} ↑ ↓`] },
    { label: m.keys_type(), keys: ['A … Z'] },
    { label: m.keys_pick(), keys: [written('Mod+Space')] },
    { label: m.keys_menu(), keys: [written('Shift+F10')] },
  ];
}

function inFiles(): Shortcut[] {
  return [
    { label: m.keys_take(), keys: [written('Space')] },
    { label: m.keys_fold(), keys: ['← →'] },
    { label: m.files_rename(), keys: ['F2'] },
    { label: m.files_open(), keys: [written('Enter')] },
  ];
}
