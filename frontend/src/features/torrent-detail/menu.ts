import type { CommandId } from '../../commands';

/** What can be done to a torrent, as its menu lists it; null is a line between. */
export const MENU: readonly (CommandId | null)[] = [
  'open_folder',
  'open_file',
  null,
  'pause',
  'resume',
  'restart',
  'stop',
  'force',
  'sequential',
  null,
  'copy_magnet',
  'copy_hash',
  'copy_name',
  'copy_path',
  null,
  'recheck',
  'reannounce',
  null,
  'remove',
  'delete',
];
