import { describe, expect, it } from 'vitest';
import { buttonsIn, endingsIn, kindsIn } from './kinds';

const files = (...named: [path: string, size: number][]) =>
  named.map(([path, size], index) => ({ index, path, size, done: 0, priority: 4 }));

describe('kinds of file', () => {
  const mixed = files(['a.mp3', 20], ['x/b.mkv', 90], ['c.txt', 1], ['d.mp3', 30], ['README', 2]);

  it('are all offered, by their bytes', () => {
    const kinds = kindsIn(mixed);
    expect(kinds.map(({ label, count, size }) => [label, count, size])).toEqual([
      ['Video', 1, 90],
      ['Audio', 2, 50],
      ['Others', 1, 2],
      ['Texts', 1, 1],
    ]);
    expect(kinds[1]?.holds(files(['X.FLAC', 1])[0]!)).toBe(true);
    expect(buttonsIn(kinds).map(({ label }) => label)).toEqual(['Video', 'Audio']);
  });

  it('have no buttons where there is one kind only', () => {
    expect(buttonsIn(kindsIn(files(['a.mp3', 20], ['b.flac', 90])))).toEqual([]);
  });

  it('are told apart by the ends of their names too', () => {
    expect(endingsIn(mixed).map(({ label, count }) => [label, count])).toEqual([
      ['.mkv', 1],
      ['.mp3', 2],
      ['No ending', 1],
      ['.txt', 1],
    ]);
    expect(endingsIn(files(['x.y/.hidden', 3]))[0]?.label).toBe('No ending');
  });
});
