import type { TorrentRow } from '../../contract/generated';

type Known = Pick<TorrentRow, 'id' | 'name' | 'save_path' | 'total_size'>;

/** As `desktop/completion/command.py` puts them in, to be looked at. */
export function previewOf(program: readonly string[], { id, name, save_path, total_size }: Known): string[] {
  const separator = save_path.includes('\\') ? '\\' : '/';
  const known: Readonly<Record<string, string>> = {
    '%N': name,
    '%F': `${save_path}${save_path.endsWith(separator) ? '' : separator}${name}`,
    '%D': save_path,
    '%I': id,
    '%Z': String(total_size),
  };
  return program.map((word) => known[word] ?? (word.startsWith('%%') ? word.slice(1) : word));
}

/** A line each; empty ones are none. */
export const argumentsIn = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== '');
