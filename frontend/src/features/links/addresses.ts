/** A piece of a text: words, or a web address that could be opened. */
export interface TextPiece {
  text: string;
  /** The address as a browser understands it; undefined for words. */
  url?: string;
}

/** An address in the parts that a person should look at apart. */
export interface AddressParts {
  before: string;
  /** Whose page it is: what counts, in the letters that are sent (IDN as punycode). */
  host: string;
  after: string;
  /** The host has letters of other alphabets, which may look like those of a host that is known. */
  foreign: boolean;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"“”'`\\^{|}]+/giu;
/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?)\]]+$/u;

/** The text with its http and https addresses apart; nothing else is ever one. */
export function withAddresses(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const written = found.replace(TRAILING, '');
    const url = webAddress(written);
    if (url === undefined) continue;
    if (index > at) pieces.push({ text: text.slice(at, index) });
    pieces.push({ text: written, url });
    at = index + written.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** The address if it is one of http or https with a host. */
export function webAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return undefined;
  return url.href;
}

/** Raises TypeError for what `webAddress` would not take. */
export function partsOf(address: string): AddressParts {
  const url = new URL(address);
  // Behind the last name and password, which stand before the first slash of the path.
  const signIn = url.username === '' && url.password === '' ? '' : `${[url.username, url.password].join(':')}@`;
  const start = url.href.indexOf(url.host, url.protocol.length + 2 + Math.max(0, signIn.length - 1));
  const end = start + url.host.length;
  const foreign = url.hostname.split('.').some((label) => label.startsWith('xn--'));
  return { before: url.href.slice(0, start), host: url.host, after: url.href.slice(end), foreign };
}
