import type { IconName } from './icons';

export interface MenuItem {
  kind: 'item';
  label: string;
  icon?: IconName | undefined;
  /** The shortcut that does the same, as written on keys. */
  keys?: string | undefined;
  /** `danger`: something will be lost. */
  tone?: 'plain' | 'danger';
  disabled?: boolean;
  /** A tick, for a menu that chooses. */
  checked?: boolean;
  /** It is switched on and off by itself rather than chosen from the others. */
  toggle?: boolean;
  /** The menu stays open for another: who chooses one of these chooses several. */
  stays?: boolean;
  onselect: () => void;
}

export interface Submenu {
  kind: 'submenu';
  label: string;
  icon?: IconName | undefined;
  /** Asked for when it opens. */
  entries: () => readonly MenuEntry[];
}

export interface MenuSeparator {
  kind: 'separator';
}

export type MenuEntry = MenuItem | Submenu | MenuSeparator;
