import { m } from '../messages';
import { type Command, idsOf } from './command';

export const removing = {
  remove: {
    label: () => m.do_remove(),
    icon: 'x',
    keys: ['Delete'],
    enabled: ({ rows }) => rows.length > 0,
    run: async ({ app, rows }) => {
      await app.caller.call('remove', { ids: idsOf(rows) });
      app.toasts.show({ level: 'info', key: 'removed', text: m.removed({ count: rows.length }) });
    },
  },
  delete: {
    label: () => m.do_delete(),
    icon: 'trash-2',
    keys: ['Shift+Delete', 'Mod+Backspace'],
    tone: 'danger',
    enabled: ({ rows }) => rows.some(({ state }) => state !== 'deleting'),
    run: ({ app, rows }) => {
      const ids = idsOf(rows.filter(({ state }) => state !== 'deleting'));
      app.dialogs.open('delete', { ids });
    },
  },
  undo: {
    label: () => m.do_undo(),
    icon: 'undo-2',
    keys: ['Mod+Z'],
    enabled: ({ app }) => app.deletion.undoable !== undefined,
    run: async ({ app }) => {
      const ids = await app.deletion.undo();
      app.toasts.show({ level: 'info', key: 'undone', text: m.undone({ count: ids.length }) });
    },
  },
} satisfies Record<string, Command>;
