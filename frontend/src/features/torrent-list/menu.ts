import { torrentMenu } from '../../commands';
import type { MenuEntry } from '../../parts/menu';
import type { App } from '../../state';

/** The context menu of what is selected. */
export function rowMenu(app: App): MenuEntry[] {
  return torrentMenu(app, ['open_file', 'open_folder', 'details']);
}
