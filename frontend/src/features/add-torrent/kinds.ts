import { m } from '../../messages';
import type { IconName } from '../../parts/icons';
import { fileIcon } from '../file-tree/file-icons';
import type { TreeFile } from '../file-tree/file-tree';

/** Files that belong together for one who chooses. */
export interface Kind {
  label: string;
  icon?: IconName;
  count: number;
  /** Bytes. */
  size: number;
  holds: (file: TreeFile) => boolean;
}

const WORDS: ReadonlyMap<IconName, () => string> = new Map([
  ['file-video', () => m.add_videos()],
  ['file-audio', () => m.add_audio()],
  ['image', () => m.add_images()],
  ['file-text', () => m.add_texts()],
  ['subtitles', () => m.add_subtitles()],
  ['file-archive', () => m.add_archives()],
  ['file', () => m.add_others()],
]);
/** More would crowd out the search. */
const MOST_BUTTONS = 2;
/** As many endings as a menu shows at a glance. */
const MOST_ENDINGS = 14;

/** Every kind of file there is among these, by bytes. */
export function kindsIn(files: readonly TreeFile[]): Kind[] {
  const kindOf = ({ path }: TreeFile) => fileIcon(path);
  return sumsOf(files, kindOf).map(([icon, sums]) => ({
    ...sums,
    label: WORDS.get(icon)?.() ?? m.add_others(),
    icon,
    holds: (file) => kindOf(file) === icon,
  }));
}

/** The kinds worth a button: those with the most bytes. None where all files are of one kind. */
export function buttonsIn(kinds: readonly Kind[]): Kind[] {
  return kinds.length < 2 ? [] : kinds.filter(({ icon }) => icon !== 'file').slice(0, MOST_BUTTONS);
}

/** The same by the ends of their names, such as `.mkv`. */
export function endingsIn(files: readonly TreeFile[]): Kind[] {
  return sumsOf(files, endingOf)
    .slice(0, MOST_ENDINGS)
    .map(([ending, sums]) => ({
      ...sums,
      label: ending || m.add_no_ending(),
      holds: (file) => endingOf(file) === ending,
    }));
}

function sumsOf<K>(files: readonly TreeFile[], key: (file: TreeFile) => K): [K, { count: number; size: number }][] {
  const sums = new Map<K, { count: number; size: number }>();
  for (const file of files) {
    const before = sums.get(key(file)) ?? { count: 0, size: 0 };
    sums.set(key(file), { count: before.count + 1, size: before.size + file.size });
  }
  return [...sums].sort(([, a], [, b]) => b.size - a.size);
}

function endingOf({ path }: TreeFile): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}
