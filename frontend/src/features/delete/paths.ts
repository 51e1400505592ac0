/** A path below the folder that all paths share, so that a list shows what differs. */
export interface Shortened {
  /** The folder they share, without a slash at its end; empty when there is none. */
  folder: string;
  shorten(path: string): string;
}

const SLASH = /[\\/]/u;

/** The deepest folder that all of these paths are in. */
export function shortened(paths: readonly string[]): Shortened {
  const [first, ...rest] = outermost(paths).map((path) => path.split(SLASH).slice(0, -1));
  let length = first?.length ?? 0;
  for (const parts of rest) {
    while (length > 0 && !startsWith(parts, first?.slice(0, length) ?? [])) length -= 1;
  }
  const folder = paths[0]?.split(SLASH).slice(0, length).join('/') ?? '';
  return { folder, shorten: (path) => (folder ? path.slice(folder.length + 1) : path) };
}

/** The first and the last in order: what those two begin with, all do. */
function outermost(paths: readonly string[]): string[] {
  let [low = '', high = ''] = [paths[0], paths[0]];
  for (const path of paths) {
    if (path < low) low = path;
    else if (path > high) high = path;
  }
  return paths.length > 0 ? [low, high] : [];
}

function startsWith(parts: readonly string[], beginning: readonly string[]): boolean {
  return beginning.every((part, at) => parts[at] === part);
}
