import type { Part, Tab } from '../../state';

/** Beyond this many files the overview leaves out their ruler rather than fetch them all. */
const FILES_IN_RULER = 400;

/** What each tab needs the host to push. `fileCount` is undefined until it is known. */
export function partsFor(tab: Tab, fileCount: number | undefined): Part[] {
  if (tab === 'options' || tab === 'log') return ['torrent'];
  if (tab !== 'overview') return ['torrent', tab];
  const ruler = fileCount !== undefined && fileCount > 1 && fileCount <= FILES_IN_RULER;
  return ['torrent', 'pieces', 'causes', ...(ruler ? (['files'] as const) : [])];
}
