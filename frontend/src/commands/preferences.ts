import type { App } from '../state/app.svelte';
import type { Changes } from '../state/settings.svelte';
import { complain } from './registry';

/** Changes what is set, at once; a refusal is told in words. */
export async function changeSettings(app: App, changes: Changes): Promise<void> {
  try {
    await app.settings.change(changes);
  } catch (error) {
    complain(app, error);
  }
}

/** Lets a person choose where downloads go. */
export async function chooseDownloadFolder(app: App): Promise<void> {
  try {
    const { paths } = await app.caller.call('choose_folder', { start: app.settings.current?.save_path ?? null });
    if (paths[0]) await app.settings.change({ save_path: paths[0] });
  } catch (error) {
    complain(app, error);
  }
}
