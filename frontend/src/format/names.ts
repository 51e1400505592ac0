/** Characters of a name's end that are always shown: enough for a part number and the extension. */
const TAIL = 10;
/** How many more there may be, so that the end begins with a whole word. */
const MORE = 4;
const LONGEST_EXTENSION = 8;
/** Bytes of a file's name, with room for an extension and a number: file systems take 255. */
const LONGEST_NAME = 230;

/** A name in two parts: the first may be cut short, the second, with the extension, stays whole. */
export function splitTail(name: string): [head: string, tail: string] {
  const characters = [...name];
  if (characters.length <= TAIL * 2) return [name, ''];
  const dot = characters.lastIndexOf('.');
  const extension = dot > 0 ? characters.length - dot : 0;
  const length = extension > 0 && extension <= LONGEST_EXTENSION ? extension + 4 : TAIL;
  const start = wordFrom(characters, characters.length - length - MORE) ?? characters.length - length;
  return [characters.slice(0, start).join(''), characters.slice(start).join('')];
}

/** Where the first whole word behind `from` begins, unless next to nothing follows. */
function wordFrom(characters: readonly string[], from: number): number | undefined {
  const isEarly = (at: number) => at >= from && characters.length - at >= TAIL / 2;
  const space = characters.findIndex((character, at) => isEarly(at) && character === ' ');
  if (space >= 0) return space + 1;
  const gap = characters.findIndex((character, at) => isEarly(at) && /[._-]/u.test(character));
  return gap >= 0 ? gap : undefined;
}

/** The name with its middle left out, at most `longest` characters long. */
export function middle(name: string, longest: number): string {
  const characters = [...name];
  if (characters.length <= longest) return name;
  const kept = Math.max(longest - 1, 2);
  const end = Math.floor(kept / 2);
  const start = kept - end;
  return `${characters.slice(0, start).join('')}…${characters.slice(-end).join('')}`;
}

/** `08ada5a7…e5f0c9d1`. */
export function shortHash(hash: string): string {
  return hash.length <= 20 ? hash : `${hash.slice(0, 8)}…${hash.slice(-8)}`;
}

/** What comes before the name of a tracker's site: `tracker.`, `open.`, `announce.`, `udp2.` and the like. */
const SERVICE = /^(?:(?:open-?)?tracker|announce|bt|open|public|torrent|tr|udp|www|t)\d*\.(?=[^.]+\.)/u;

/** What people call a tracker: `opentrackr.org` for `tracker.opentrackr.org`. */
export function siteName(host: string): string {
  return host.replace(SERVICE, '');
}

/** The same for several; those that would be called the same keep their whole names. */
export function siteNames(hosts: readonly string[]): ReadonlyMap<string, string> {
  const bare = hosts.map(siteName);
  const isOnly = (name: string) => bare.indexOf(name) === bare.lastIndexOf(name);
  return new Map(hosts.map((host, at) => [host, isOnly(bare[at]!) ? bare[at]! : host]));
}

/** The last folders of a path, `Tank › Movies › Open`, whichever system's slashes it has. */
export function crumbs(path: string, most = 3): string {
  const parts = path.split(/[\\/]/u).filter(Boolean);
  return parts.length === 0 ? path : parts.slice(-most).join(' › ');
}

/** `name` as every system takes it for the name of a file. */
export function fileName(name: string): string {
  // eslint-disable-next-line no-control-regex -- these are what must go
  const plain = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/gu, '_').replace(/[. ]+$/u, '');
  const characters = [...plain];
  const size = (text: string) => new TextEncoder().encode(text).length;
  while (size(characters.join('')) > LONGEST_NAME) characters.pop();
  return characters.join('') || '_';
}
