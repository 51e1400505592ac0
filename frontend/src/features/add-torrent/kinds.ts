import { m } from '../../messages';
import { fileIcon } from '../file-tree/file-icons';
import type { TreeFile } from '../file-tree/file-tree';

export interface Kind {
  label: string;
  holds: (file: TreeFile) => boolean;
}

const WORDS: Readonly<Record<string, () => string>> = {
  'file-video': () => m.add_videos(),
  'file-audio': () => m.add_audio(),
  image: () => m.add_images(),
  'file-text': () => m.add_texts(),
  'file-archive': () => m.add_archives(),
};
/** More would crowd out the search. */
const MOST = 2;

/** The kinds of file worth a button: those with the most bytes. None where all files are of one kind. */
export function kindsIn(files: readonly TreeFile[]): Kind[] {
  const sizes = new Map<string, number>();
  for (const { path, size } of files) sizes.set(fileIcon(path), (sizes.get(fileIcon(path)) ?? 0) + size);
  if (sizes.size < 2) return [];
  return [...sizes]
    .sort(([, a], [, b]) => b - a)
    .flatMap(([icon]) => (WORDS[icon] ? [{ label: WORDS[icon](), holds: ofKind(icon) }] : []))
    .slice(0, MOST);
}

function ofKind(icon: string): Kind['holds'] {
  return ({ path }) => fileIcon(path) === icon;
}
