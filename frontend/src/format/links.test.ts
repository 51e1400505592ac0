import { describe, expect, it } from 'vitest';
import { linksIn } from './links';

const HASH = '08ada5a7a6183aae1e09d831df6748d566095a10';

describe('linksIn', () => {
  it('finds every magnet link in a text, once', () => {
    const link = `magnet:?xt=urn:btih:${HASH}&dn=Sintel`;
    expect(linksIn(`see ${link}\nand <${link}>, also magnet:?xt=urn:btih:abc`)).toEqual([
      link,
      'magnet:?xt=urn:btih:abc',
    ]);
  });

  it('takes a bare info-hash of 40, 64 or 32 characters', () => {
    const base32 = 'bbvklj5gda5k4hqj3ay56z2i2vtassuq';
    expect(linksIn(` ${HASH} \n${base32}`)).toEqual([HASH, base32]);
    expect(linksIn('a'.repeat(41))).toEqual([]);
  });

  it('takes web addresses where there is nothing but links', () => {
    const page = 'https://example.org/get?id=7';
    expect(linksIn(page)).toEqual([page]);
    expect(linksIn(`${page}\nmagnet:?xt=urn:btih:${HASH}`)).toEqual([`magnet:?xt=urn:btih:${HASH}`, page]);
    expect(linksIn(`see ${page} for more`)).toEqual([]);
    expect(linksIn('get https://example.org/Sintel.TORRENT?x now')).toEqual(['https://example.org/Sintel.TORRENT?x']);
  });

  it('leaves other text alone', () => {
    expect(linksIn('ftp://example.org/sintel.torrent')).toEqual([]);
    expect(linksIn('a film, some words')).toEqual([]);
  });
});
