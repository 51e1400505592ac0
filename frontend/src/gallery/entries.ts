import type { MenuEntry } from '../parts/menu';

const onselect = () => undefined;

/** A menu with one of each. */
export const entries = (): MenuEntry[] => [
  { kind: 'item', label: 'Resume', icon: 'play', keys: 'Ctrl R', onselect },
  { kind: 'item', label: 'Pause', icon: 'pause', disabled: true, onselect },
  { kind: 'item', label: 'In sequence', checked: true, toggle: true, onselect },
  { kind: 'item', label: 'First and last first', checked: false, toggle: true, onselect },
  { kind: 'submenu', label: 'Copy', icon: 'copy', entries: () => [{ kind: 'item', label: 'Name', onselect }] },
  { kind: 'separator' },
  { kind: 'item', label: 'Delete with files and all that belongs to it…', icon: 'trash-2', tone: 'danger', onselect },
];
