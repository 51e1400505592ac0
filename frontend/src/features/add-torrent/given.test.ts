import { describe, expect, it } from 'vitest';
import { contentOf, linksIn, nameOf, TooLarge } from './given';

describe('names', () => {
  it('come from the link, the path or the file', () => {
    expect(nameOf({ kind: 'link', uri: 'magnet:?xt=urn:btih:abc&dn=Tears+of+Steel' })).toBe('Tears of Steel');
    expect(nameOf({ kind: 'link', uri: `magnet:?xt=urn:btih:${'08ada5a7'.repeat(5)}` })).toBe('08ada5a7…08ada5a7');
    expect(nameOf({ kind: 'link', uri: 'https://example.org/get/Tears%20of%20Steel.torrent?key=1' })).toBe(
      'Tears of Steel.torrent',
    );
    expect(nameOf({ kind: 'link', uri: 'https://example.org/' })).toBe('example.org');
    expect(nameOf({ kind: 'path', path: 'C:\\Down\\a.torrent' })).toBe('a.torrent');
    expect(nameOf({ kind: 'path', path: '/tmp/b.torrent' })).toBe('b.torrent');
    expect(nameOf({ kind: 'file', file: new File([], 'c.torrent') })).toBe('c.torrent');
  });
});

describe('links in a text', () => {
  it('are its words, each once', () => {
    expect(linksIn(' a\n\nb a ').map((given) => nameOf(given))).toEqual(['a', 'b']);
  });
});

describe('content', () => {
  it('is the file in base64', async () => {
    expect(await contentOf(new File([new Uint8Array([0x64, 0xff, 0x65])], 'x.torrent'))).toBe(btoa('d\xffe'));
  });

  it('is not read where the file is too large to be a torrent file', async () => {
    const film = Object.defineProperty(new File([], 'film.mkv'), 'size', { value: 4e9 });
    await expect(contentOf(film)).rejects.toBeInstanceOf(TooLarge);
  });
});
