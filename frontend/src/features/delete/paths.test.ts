import { describe, expect, it } from 'vitest';
import { shortened } from './paths';

describe('shortened', () => {
  it('finds the folder that all share', () => {
    const { folder, shorten } = shortened(['/tank/film/a.mkv', '/tank/film/subs/a.srt']);
    expect(folder).toBe('/tank/film');
    expect(shorten('/tank/film/subs/a.srt')).toBe('subs/a.srt');
  });

  it('does not take a longer name for a folder of the same beginning', () => {
    expect(shortened(['/tank/film/a', '/tank/films/b']).folder).toBe('/tank');
  });

  it('knows Windows’ slashes', () => {
    const { folder, shorten } = shortened(['C:\\Down\\a\\x', 'C:\\Down\\b']);
    expect(folder).toBe('C:/Down');
    expect(shorten('C:\\Down\\a\\x')).toBe('a\\x');
  });

  it('has nothing to shorten in no paths', () => {
    expect(shortened([]).shorten('/a')).toBe('/a');
  });
});
