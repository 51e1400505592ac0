import type { MenuEntry } from '../../parts/menu';
import { m } from '../../messages';
import type { FileBrowser } from './file-browser.svelte';
import { PRIORITIES, type PriorityName } from './file-sums';
import type { Node } from './file-tree';
import { priorityWord } from './priority-words';

const NAMES = (Object.keys(PRIORITIES) as PriorityName[]).reverse();

/** The priorities to choose from, for `node` or for all that is selected with it. */
export function priorityEntries(browser: FileBrowser, node: Node): MenuEntry[] {
  const found = new Set(browser.targets(node).map((each) => browser.sums(each).priority));
  const [priority] = found.size === 1 ? found : [];
  return NAMES.map((name) => ({
    kind: 'item',
    label: priorityWord(name),
    checked: name === priority,
    onselect: () => browser.prioritise(node, name),
  }));
}

/** What can be done to a line, or to all that are selected. `opening` comes first. */
export function fileMenu(browser: FileBrowser, node: Node, opening: readonly MenuEntry[]): MenuEntry[] {
  const line: MenuEntry = { kind: 'separator' };
  const rename: MenuEntry = {
    kind: 'item',
    label: m.files_rename(),
    icon: 'pencil',
    keys: 'F2',
    disabled: browser.targets(node).length > 1,
    onselect: () => browser.startRenaming(node),
  };
  return [
    ...(opening.length > 0 ? [...opening, line] : []),
    ...(browser.canRename ? [rename, line] : []),
    ...priorityEntries(browser, node),
  ];
}
