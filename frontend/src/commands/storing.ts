import { RpcError } from '../bridge/errors';
import type { TorrentRow } from '../contract/generated';
import { crumbs, fileName } from '../format';
import { m } from '../messages';
import type { App } from '../state/app.svelte';
import { type Command, idsOf } from './command';

const canMove = ({ state }: TorrentRow) => state !== 'moving' && state !== 'deleting';
const hasMetadata = ({ has_metadata }: TorrentRow) => has_metadata;

/** A torrent and the file it is written to. */
interface Written {
  id: string;
  path: string;
}

/** Names of their own for torrent files that go into one folder. */
export function exportNames(rows: readonly TorrentRow[]): string[] {
  const given = new Map<string, number>();
  return rows.map(({ name }) => {
    const plain = fileName(name);
    const before = given.get(plain.toLowerCase()) ?? 0;
    given.set(plain.toLowerCase(), before + 1);
    return before === 0 ? `${plain}.torrent` : `${plain} (${before + 1}).torrent`;
  });
}

async function exportInto(app: App, folder: string, all: readonly Written[], overwrite: boolean): Promise<void> {
  const taken: Written[] = [];
  let count = 0;
  let cancelled = false;
  const task = app.tasks.begin(m.wait_exporting, () => (cancelled = true));
  task.total = all.length;
  try {
    for (const { id, path } of all) {
      if (cancelled) break;
      try {
        await app.caller.call('export_torrent', { id, path, overwrite });
        count += 1;
      } catch (error) {
        if (!(error instanceof RpcError) || error.data['taken'] !== true) throw error;
        taken.push({ id, path });
      }
      task.done += 1;
    }
  } finally {
    app.tasks.end(task);
  }
  if (count > 0)
    app.toasts.show({ level: 'info', key: 'exported', text: m.exported({ count, folder: crumbs(folder) }) });
  if (taken.length === 0) return;
  const id = app.toasts.show({
    level: 'warning',
    key: 'export-taken',
    text: m.export_taken({ count: taken.length }),
    action: {
      label: m.export_replace(),
      run: () => {
        app.toasts.close(id);
        void exportInto(app, folder, taken, true);
      },
    },
  });
}

/** Where there is no way to choose a folder, the page saves what the host sends. */
async function download(app: App, row: TorrentRow, name: string): Promise<void> {
  const { content } = await app.caller.call('export_torrent', { id: row.id });
  const link = document.createElement('a');
  link.href = `data:application/x-bittorrent;base64,${content}`;
  link.download = name;
  link.click();
}

async function exportAll(app: App, rows: readonly TorrentRow[]): Promise<void> {
  const names = exportNames(rows);
  if (!app.session.can('choose_folder')) {
    for (const [at, row] of rows.entries()) await download(app, row, names[at] ?? row.id);
    return;
  }
  const { paths } = await app.caller.call('choose_folder', {});
  const [folder] = paths;
  if (folder === undefined) return;
  const slash = folder.includes('\\') ? '\\' : '/';
  const inside = folder.endsWith(slash) ? folder : folder + slash;
  const all = rows.map(({ id }, at) => ({ id, path: `${inside}${names[at]}` }));
  await exportInto(app, folder, all, false);
}

export const storing = {
  move: {
    label: () => m.do_move(),
    icon: 'folder-input',
    keys: ['Mod+Shift+M'],
    enabled: ({ rows }) => rows.some(canMove),
    run: ({ app, rows }) => {
      app.dialogs.open('move', { ids: idsOf(rows.filter(canMove)) });
    },
  },
  rename: {
    label: () => m.do_rename(),
    icon: 'pencil',
    keys: ['F2'],
    enabled: ({ rows }) => rows.length === 1,
    run: ({ app, rows: [row] }) => {
      if (row) app.dialogs.open('rename', { id: row.id });
    },
  },
  export_torrent: {
    label: () => m.do_export(),
    icon: 'file-output',
    enabled: ({ rows }) => rows.some(hasMetadata),
    run: ({ app, rows }) => exportAll(app, rows.filter(hasMetadata)),
  },
} satisfies Record<string, Command>;
