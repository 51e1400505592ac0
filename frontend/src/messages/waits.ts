import type { Methods } from '../contract/generated';
import { m } from './words';

type Method = keyof Methods;

/** Nobody waits for these, or what waits for them says so itself, or they wait for a person. */
const UNSAID: ReadonlySet<Method> = new Set<Method>([
  'accept_preview',
  'cancel_preview',
  'check_collisions',
  'choose_file',
  'choose_folder',
  'choose_torrents',
  'create_torrent',
  'export_torrent',
  'get_app',
  'get_create',
  'get_default_settings',
  'get_piece_files',
  'get_settings',
  'get_space',
  'measure',
  'preview_delete',
  'preview_link',
  'preview_magnet',
  'preview_torrent_file',
  'set_visible',
  'shutdown',
  'subscribe',
  'try_program',
  'watch',
]);

const SAID: Partial<Record<Method, () => string>> = {
  add_torrents: m.wait_adding,
  delete: m.wait_deleting,
  rename_file: m.wait_renaming,
  rename_folder: m.wait_renaming,
  rename_torrent: m.wait_renaming,
  take_snapshot: m.wait_snapshot,
  undo_delete: m.wait_undoing,
};

/** What a person is told while the host takes its time for that; undefined where that is nothing to tell. */
export function waitWords(method: Method): (() => string) | undefined {
  if (UNSAID.has(method)) return undefined;
  return SAID[method] ?? (method.startsWith('get_') ? m.wait_loading : m.wait_working);
}
