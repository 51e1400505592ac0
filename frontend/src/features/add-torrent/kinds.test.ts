import { describe, expect, it } from 'vitest';
import { kindsIn } from './kinds';

const files = (...named: [path: string, size: number][]) =>
  named.map(([path, size], index) => ({ index, path, size, done: 0, priority: 4 }));

describe('kinds of file', () => {
  it('are offered by their bytes, two at most', () => {
    const kinds = kindsIn(files(['a.mp3', 20], ['b.mkv', 90], ['c.txt', 1], ['d.mp3', 30]));
    expect(kinds.map(({ label }) => label)).toEqual(['Video', 'Audio']);
    expect(kinds[1]?.holds(files(['X.FLAC', 1])[0]!)).toBe(true);
  });

  it('are not where there is one kind only', () => {
    expect(kindsIn(files(['a.mp3', 20], ['b.flac', 90]))).toEqual([]);
  });
});
