import { listMenu, torrentMenu } from '../../commands';
import type { MenuEntry } from '../../parts/menu';
import type { App } from '../../state';

/** The context menu of what is selected, or where that is nothing, of the list. */
export function rowMenu(app: App): MenuEntry[] {
  if (app.selection.size === 0) return listMenu(app);
  return torrentMenu(app, ['open_file', 'open_folder', 'details']);
}
