import { hostIn, isWebLink, shortHash } from '../../format';

/** What a person gave: a link of any sort, a .torrent file on the host, or one that only the page has. */
export type Given = { kind: 'link'; uri: string } | { kind: 'path'; path: string } | { kind: 'file'; file: File };

/** What to call it until the host knows its name. */
export function nameOf(given: Given): string {
  switch (given.kind) {
    case 'link':
      return nameInLink(given.uri);
    case 'path':
      return given.path.slice(Math.max(given.path.lastIndexOf('/'), given.path.lastIndexOf('\\')) + 1);
    case 'file':
      return given.file.name;
  }
}

/** What tells it from the others on any page; null for what only this page has. */
export function keyOf(given: Given): string | null {
  if (given.kind === 'file') return null;
  return given.kind === 'link' ? given.uri : given.path;
}

/** The host of the web address that was given; empty for anything else. */
export function hostOf(given: Given): string {
  return given.kind === 'link' && isWebLink(given.uri) ? hostIn(given.uri) : '';
}

function nameInLink(uri: string): string {
  if (isWebLink(uri)) return nameInAddress(uri);
  const named = new URLSearchParams(uri.slice(uri.indexOf('?') + 1)).get('dn')?.trim();
  if (named) return named;
  const [, hash] = /xt=urn:bt(?:ih|mh):([0-9a-z]+)/iu.exec(uri) ?? [];
  return shortHash(hash ?? uri);
}

/** The last part of its path. */
function nameInAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, hostname } = new URL(url);
  const last = pathname.split('/').filter(Boolean).at(-1);
  if (last === undefined) return hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** One link a line; several in a line are told apart by the spaces between them. */
export function linksIn(text: string): Given[] {
  const words = text.split(/\s+/u).filter(Boolean);
  return [...new Set(words)].map((uri) => ({ kind: 'link', uri }));
}

/** The largest .torrent file the host takes, in bytes. */
const MOST = 48 * 2 ** 20;

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The file's bytes in base64. Rejects with TooLarge, or with a DOMException where it can't be read. */
export async function contentOf(file: File): Promise<string> {
  if (file.size > MOST) throw new TooLarge();
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('The file can’t be read.'));
    };
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(',') + 1);
}
