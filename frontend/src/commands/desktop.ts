import type { FileRow, TorrentRow, Trial } from '../contract/generated';
import { m } from '../messages';
import type { App } from '../state/app.svelte';
import type { Command, Context } from './command';

/** Opens one file of a torrent with the program the system has for it. */
export async function openFile(app: App, id: string, index: number): Promise<void> {
  await app.caller.call('open_file', { id, index });
}

/** Opens the folder a file is in, with the file selected where the system can. */
export async function showInFolder(app: App, id: string, index: number | null): Promise<void> {
  await app.caller.call('show_in_folder', { id, index });
}

/** Through the host where it can: a webview's own clipboard may ask for a permission. */
export async function copyText(app: App, text: string): Promise<void> {
  if (app.session.can('clipboard')) await app.caller.call('write_clipboard', { text });
  else await navigator.clipboard.writeText(text);
}

/** Runs the program on a torrent that is made up: what comes of it, once it has ended or some seconds have passed. */
export function tryProgram(app: App, program: readonly string[]): Promise<Trial> {
  return app.caller.call('try_program', { program: [...program] });
}

const hasFiles = ({ has_metadata, done, state }: TorrentRow) => has_metadata && done > 0 && state !== 'missing_files';
const isWhole = (row: TorrentRow) => hasFiles(row) && row.size > 0 && row.done >= row.size;

const isOne = (test: (row: TorrentRow) => boolean) => (context: Context) => {
  const [row, ...others] = context.rows;
  return row !== undefined && others.length === 0 && test(row);
};

async function openLargest({ app, rows: [row] }: Context): Promise<void> {
  if (!row) return;
  const files = await app.caller.call('get_files', { id: row.id });
  const largest = files.reduce<FileRow | undefined>(
    (most, file) => (file.priority > 0 && file.size > (most?.size ?? -1) ? file : most),
    undefined,
  );
  if (largest) await openFile(app, row.id, largest.index);
}

/** A command that copies one line for each torrent. */
function copying(
  label: () => string,
  copied: () => string,
  line: (row: TorrentRow, app: App) => string | Promise<string>,
): Pick<Command, 'label' | 'phrase' | 'enabled' | 'run'> {
  return {
    label,
    phrase: () => m.do_copy_what({ what: label() }),
    enabled: ({ rows }) => rows.length > 0,
    run: async ({ app, rows }) => {
      const lines = await Promise.all(rows.map((row) => line(row, app)));
      await copyText(app, lines.join('\n'));
      app.toasts.show({ level: 'info', key: 'copied', text: copied(), seconds: 2 });
    },
  };
}

async function magnetOf({ id }: TorrentRow, app: App): Promise<string> {
  return (await app.caller.call('get_torrent', { id })).magnet;
}

function pathOf({ save_path, name }: TorrentRow): string {
  const slash = save_path.includes('\\') ? '\\' : '/';
  return save_path.endsWith(slash) ? save_path + name : save_path + slash + name;
}

export const desktop = {
  torrent_log: {
    label: () => m.do_torrent_log(),
    icon: 'history',
    enabled: isOne(() => true),
    run: ({ app, rows: [row] }) => {
      if (!row) return;
      if (app.selection.only !== row.id) app.selection.pick(row.id);
      app.view.panel = true;
      app.view.tab = 'log';
    },
  },
  open_folder: {
    label: () => m.do_open_folder(),
    icon: 'folder-open',
    keys: ['Mod+Enter'],
    offered: (app) => app.session.can('open'),
    enabled: isOne(hasFiles),
    run: async ({ app, rows: [row] }) => {
      if (row) await app.caller.call('open_file', { id: row.id });
    },
  },
  open_file: {
    label: () => m.do_open_file(),
    icon: 'play',
    offered: (app) => app.session.can('open'),
    enabled: isOne(isWhole),
    run: openLargest,
  },
  copy_magnet: {
    icon: 'magnet',
    keys: ['Mod+C'],
    ...copying(m.do_copy_magnet, m.copied_magnet, magnetOf),
  },
  copy_hash: { icon: 'hash', ...copying(m.do_copy_hash, m.copied_hash, ({ id }) => id) },
  copy_name: { icon: 'file-text', ...copying(m.do_copy_name, m.copied_name, ({ name }) => name) },
  copy_path: { icon: 'folder', ...copying(m.do_copy_path, m.copied_path, pathOf) },
} satisfies Record<string, Command>;
