import { m } from '../messages';
import type { IconName } from '../parts/icons';

/** What is being dragged over the window, as far as a browser tells before it is dropped. */
export type Dragged =
  | { kind: 'files'; count: number }
  /** Files that say of themselves that they are something else. */
  | { kind: 'others' }
  | { kind: 'link' }
  | { kind: 'text' };

/** What will happen, in words. */
export interface Promised {
  icon: IconName;
  title: string;
  hint: string;
  /** Whether it would be turned away. */
  refused?: boolean;
}

/** What torrent files are called where they are called anything; many systems know no name for them. */
const TORRENT_TYPES = new Set(['', 'application/x-bittorrent', 'application/octet-stream']);

/** Undefined for what is of no concern here. */
export function draggedIn(data: Pick<DataTransfer, 'types' | 'items'> | null): Dragged | undefined {
  if (!data) return undefined;
  const files = [...data.items].filter(({ kind }) => kind === 'file');
  if (files.length > 0 && files.every(({ type }) => !TORRENT_TYPES.has(type))) return { kind: 'others' };
  // Some windows tell that there are files, but not how many.
  if (files.length > 0 || data.types.includes('Files')) return { kind: 'files', count: Math.max(1, files.length) };
  if (data.types.includes('text/uri-list')) return { kind: 'link' };
  return data.types.includes('text/plain') ? { kind: 'text' } : undefined;
}

/** `shares`: what to make a torrent of is being asked for; `makes`: a torrent can be made of what is dropped. */
export function promise(dragged: Dragged, { shares, makes }: { shares: boolean; makes: boolean }): Promised {
  const { kind } = dragged;
  if (shares && makes && (kind === 'files' || kind === 'others'))
    return { icon: 'file-plus', title: m.drop_to_share(), hint: m.drop_to_share_hint() };
  switch (kind) {
    case 'files':
      return { icon: 'download', title: m.drop_files({ count: dragged.count }), hint: m.drop_files_hint() };
    case 'others':
      return makes
        ? { icon: 'file-plus', title: m.drop_others(), hint: m.drop_others_hint() }
        : { icon: 'ban', title: m.drop_refused(), hint: m.drop_refused_hint(), refused: true };
    case 'link':
      return { icon: 'magnet', title: m.drop_link(), hint: m.drop_link_hint() };
    case 'text':
      return { icon: 'magnet', title: m.drop_text(), hint: m.drop_text_hint() };
  }
}

/** Dropped files that only the page has: those that are called as torrent files are, and the others. */
export function sorted(files: readonly File[]): { torrents: File[]; others: File[] } {
  const isTorrent = ({ name, type }: File) =>
    name.toLowerCase().endsWith('.torrent') || type === 'application/x-bittorrent';
  return { torrents: files.filter(isTorrent), others: files.filter((file) => !isTorrent(file)) };
}
