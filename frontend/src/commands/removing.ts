import type { TorrentRow } from '../contract/generated';
import { m } from '../messages';
import type { App } from '../state/app.svelte';
import { type Command, idsOf } from './command';

/** Takes torrents out of the list and keeps their files; a toast says so, with the way back. */
export async function removeFromList(app: App, ids: readonly string[]): Promise<void> {
  const [only] = ids;
  const name = ids.length === 1 && only !== undefined ? app.torrents.row(only)?.name : undefined;
  app.selection.leave(ids);
  await app.deletion.unlist(ids, name);
}

const isHere = ({ state }: TorrentRow) => state !== 'deleting';

export const removing = {
  remove: {
    label: () => m.do_remove(),
    icon: 'x',
    keys: ['Delete'],
    enabled: ({ rows }) => rows.some(isHere),
    run: ({ app, rows }) => removeFromList(app, idsOf(rows.filter(isHere))),
  },
  delete: {
    label: () => m.do_delete(),
    icon: 'trash-2',
    keys: ['Shift+Delete', 'Mod+Backspace'],
    tone: 'danger',
    enabled: ({ rows }) => rows.some(isHere),
    run: ({ app, rows }) => {
      const ids = idsOf(rows.filter(isHere));
      app.dialogs.open('delete', { ids });
    },
  },
} satisfies Record<string, Command>;

/** The way back, which needs no torrent that is selected: those it is about have gone. */
export const undoing = {
  undo: {
    label: () => m.do_undo(),
    icon: 'undo-2',
    keys: ['Mod+Z'],
    enabled: ({ app }) => app.deletion.undoable !== undefined,
    run: async ({ app }) => {
      const name = app.deletion.undoable?.name;
      const ids = await app.deletion.undo();
      const text = name === undefined ? m.undone({ count: ids.length }) : m.undone_one({ name });
      app.toasts.show({ level: 'info', key: 'undone', text });
    },
  },
} satisfies Record<string, Command>;
