const MAGNET = /magnet:\?[^\s"'<>]+/giu;
const INFO_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[a-z2-7]{32})$/iu;

const WEB = /^https?:\/\/[^\s/?#]/iu;

/** Whether it is the address of something on the web. */
export function isWebLink(word: string): boolean {
  return WEB.test(word);
}

/** The host of a web address as it is written in it; empty for any other text. */
export function hostIn(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

/**
 * The links in a text: magnets wherever they are, info-hashes that stand alone, and web addresses. Those count where
 * there is nothing but links, or where they end like a torrent file: a text that only mentions a site means none.
 */
export function linksIn(text: string): string[] {
  const words = text.split(/\s+/u).filter(Boolean);
  const magnets = text.match(MAGNET) ?? [];
  const isOther = (word: string) => INFO_HASH.test(word) || isWebLink(word);
  const only = words.every((word) => isOther(word) || /^magnet:\?/iu.test(word));
  const others = words.filter((word) => isOther(word) && (only || !isWebLink(word) || endsLikeTorrent(word)));
  return [...new Set([...magnets, ...others])];
}

function endsLikeTorrent(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname.toLowerCase().endsWith('.torrent');
}
