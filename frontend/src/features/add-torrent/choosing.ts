import { bytes } from '../../format';
import { m } from '../../messages';
import type { MenuEntry } from '../../parts/menu';
import type { FileBrowser } from '../file-tree/file-browser.svelte';
import type { TreeFile } from '../file-tree/file-tree';
import { endingsIn, type Kind, kindsIn } from './kinds';

/** The menu that chooses files by what they are: each line takes a kind, or leaves it out again. */
export function choosingMenu(browser: FileBrowser, files: readonly TreeFile[]): MenuEntry[] {
  const entry = ({ label, count, size, holds }: Kind): MenuEntry => ({
    kind: 'item',
    label: m.add_kind({ label, count, size: bytes(size) }),
    checked: files.every((file) => !holds(file) || file.priority > 0),
    toggle: true,
    stays: true,
    onselect: () => browser.toggleWhere(holds),
  });
  const endings = endingsIn(files);
  return [
    ...kindsIn(files).map(entry),
    ...(endings.length > 1
      ? [
          { kind: 'separator' } as const,
          { kind: 'submenu', label: m.add_endings(), entries: () => endings.map(entry) } as const,
        ]
      : []),
  ];
}
