import { describe, expect, it } from 'vitest';
import { draggedIn, promise, sorted } from './dragging';

const data = (types: string[], ...files: string[]) => ({
  types,
  items: files.map((type) => ({ kind: 'file', type })) as unknown as DataTransferItemList,
});
const file = (name: string, type = '') => new File([], name, { type });

describe('what is dragged over the window', () => {
  it('is told by what the browser says of it', () => {
    expect(draggedIn(data(['Files'], 'application/x-bittorrent', ''))).toEqual({ kind: 'files', count: 2 });
    expect(draggedIn(data(['Files']))).toEqual({ kind: 'files', count: 1 });
    expect(draggedIn(data(['Files'], 'image/png', 'video/mp4'))).toEqual({ kind: 'others' });
    expect(draggedIn(data(['text/uri-list', 'text/plain']))).toEqual({ kind: 'link' });
    expect(draggedIn(data(['text/plain']))).toEqual({ kind: 'text' });
    expect(draggedIn(data(['application/x-own']))).toBeUndefined();
    expect(draggedIn(null)).toBeUndefined();
  });

  it('is promised what will happen to it', () => {
    const nothing = { shares: false, makes: false };
    expect(promise({ kind: 'files', count: 2 }, nothing).title).toBe('Drop to add 2 files');
    expect(promise({ kind: 'others' }, nothing)).toMatchObject({ title: 'This can’t be added', refused: true });
    expect(promise({ kind: 'others' }, { shares: false, makes: true }).title).toBe('Drop to make a torrent of it');
    expect(promise({ kind: 'files', count: 1 }, { shares: true, makes: true }).title).toBe('Drop to share');
    expect(promise({ kind: 'link' }, { shares: true, makes: true }).title).toBe('Drop to add the link');
  });

  it('is sorted by its name when it is dropped', () => {
    const { torrents, others } = sorted([
      file('a.TORRENT'),
      file('b.png', 'image/png'),
      file('c', 'application/x-bittorrent'),
    ]);
    expect([torrents.map(({ name }) => name), others.map(({ name }) => name)]).toEqual([['a.TORRENT', 'c'], ['b.png']]);
  });
});
