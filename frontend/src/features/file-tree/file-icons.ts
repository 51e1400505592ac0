import type { IconName } from '../../parts/icons';

const BY_EXTENSION: Readonly<Record<string, readonly string[]>> = {
  'file-video': ['mkv', 'mp4', 'm4v', 'avi', 'mov', 'webm', 'wmv', 'mpg', 'mpeg', 'ts', 'mxf', 'ogv'],
  'file-audio': ['mp3', 'flac', 'ogg', 'oga', 'opus', 'm4a', 'm4b', 'aac', 'wav', 'wma'],
  'file-archive': ['zip', 'rar', '7z', 'gz', 'xz', 'bz2', 'zst', 'tar', 'tgz', 'iso', 'img'],
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg', 'tif', 'tiff', 'bmp'],
  subtitles: ['srt', 'ass', 'ssa', 'sub', 'idx', 'vtt'],
  'file-text': ['txt', 'md', 'pdf', 'epub', 'nfo', 'doc', 'docx', 'odt', 'rtf', 'html', 'xml', 'json', 'csv'],
};

const ICONS: ReadonlyMap<string, IconName> = new Map(
  Object.entries(BY_EXTENSION).flatMap(([icon, extensions]) =>
    extensions.map((extension): [string, IconName] => [extension, icon as IconName]),
  ),
);

/** The pictogram for a file, by its name's extension. */
export function fileIcon(name: string): IconName {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return ICONS.get(extension) ?? 'file';
}
