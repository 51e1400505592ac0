const MAGNET = /magnet:\?[^\s"'<>]+/giu;
const INFO_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[a-z2-7]{32})$/iu;

/** The links in a text: magnets, one info-hash a line. */
export function linksIn(text: string): string[] {
  const hashes = text.split(/\s+/u).filter((word) => INFO_HASH.test(word));
  return [...new Set([...(text.match(MAGNET) ?? []), ...hashes])];
}
