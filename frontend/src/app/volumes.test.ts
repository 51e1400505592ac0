import { describe, expect, it } from 'vitest';
import type { Space, TorrentRow } from '../contract/generated';
import { foldersOf, Volumes } from './volumes.svelte';

const GB = 1e9;

function space(path: string, volume: string, figures: Partial<Space> = {}): Space {
  return { path, volume, free: 500 * GB, total: 1000 * GB, promised: 0, writable: true, ...figures };
}

const inFolder = (save_path: string) => ({ save_path }) as TorrentRow;

describe('foldersOf', () => {
  it('begins with where downloads go, then the fullest folders', () => {
    const rows = ['/b', '/c', '/c', '/a'].map(inFolder);
    expect(foldersOf('/a', rows)).toEqual(['/a', '/c', '/b']);
  });

  it('asks about no more than 24 folders', () => {
    const rows = Array.from({ length: 100 }, (_, index) => inFolder(`/f${index}`));
    expect(foldersOf('/a', rows)).toHaveLength(24);
  });
});

describe('Volumes', () => {
  const spaces: Record<string, Space> = {
    '/mnt/tank/films': space('/mnt/tank/films', '/mnt/tank', { promised: 10 * GB }),
    '/mnt/tank/music': space('/mnt/tank/music', '/mnt/tank', { promised: 10 * GB }),
    '/home/ada': space('/home/ada', '/', { free: 14 * GB }),
    '/small': space('/small', '/small', { free: 90 * GB, promised: 100 * GB }),
  };
  const ask = (path: string) => {
    const found = spaces[path];
    return found ? Promise.resolve(found) : Promise.reject(new Error('no such folder'));
  };

  it('names each volume once, in the order of the folders', async () => {
    const volumes = new Volumes(ask);
    await volumes.refresh(['/mnt/tank/films', '/home/ada', '/mnt/tank/music']);
    expect(volumes.all.map(({ name }) => name)).toEqual(['tank', '/']);
  });

  it('calls a volume low that is nearly full or has promised more than it has', async () => {
    const volumes = new Volumes(ask);
    await volumes.refresh(['/mnt/tank/films', '/home/ada', '/small']);
    expect(volumes.all.map(({ low }) => low)).toEqual([false, true, true]);
  });

  it('leaves out a folder the host can say nothing about', async () => {
    const volumes = new Volumes(ask);
    await volumes.refresh(['/gone', '/small']);
    expect(volumes.all.map(({ name }) => name)).toEqual(['small']);
  });
});
