import { describe, expect, it } from 'vitest';
import type { TorrentRow } from '../contract/generated';
import { aRow } from './fixtures';
import { isEmpty, parseQuery, shows } from './query';
import { fold } from './search';

const NOW = 1_000_000;
const DAY = 86_400;

function finds(search: string, changes: Partial<TorrentRow>): boolean {
  const row = aRow(1, changes);
  return shows(parseQuery(search), row, fold(row.name), NOW);
}

describe('a query', () => {
  it.each<[string, Partial<TorrentRow>, Partial<TorrentRow>]>([
    ['size>4GB', { size: 4.1e9 }, { size: 3.9e9 }],
    ['size>=4GiB', { size: 2 ** 32 }, { size: 2 ** 32 - 1 }],
    ['size:1gb..2gb', { size: 1.5e9 }, { size: 2.5e9 }],
    ['size:4.2GB', { size: 4.23e9 }, { size: 5e9 }],
    ['left<1GB', { size: 2e9, done: 1.5e9 }, { size: 5e9, done: 1e9 }],
    ['progress<50%', { progress: 0.4 }, { progress: 0.5 }],
    ['ratio<1', { ratio: 0.5 }, { ratio: 1 }],
    ['ratio<0,5', { ratio: 0.4 }, { ratio: 0.6 }],
    ['added<7d', { added_at: NOW - DAY }, { added_at: NOW - 8 * DAY }],
    ['finished<24h', { completed_at: NOW - 60 }, { completed_at: null }],
    ['finished>24h', { completed_at: NOW - 2 * DAY }, { completed_at: null }],
    ['idle>30d', { last_active_at: NOW - 31 * DAY }, { last_active_at: NOW }],
    ['eta<1h', { eta: 60 }, { eta: null }],
    ['down>1MB', { down_rate: 2e6 }, { down_rate: 10 }],
    ['up>100kB/s', { up_rate: 2e5 }, { up_rate: 0 }],
    ['peers>10', { peers: 11 }, { peers: 10 }],
    ['seeds:0', { seeds: 0 }, { seeds: 1 }],
    ['tracker:DEBIAN', { tracker: 'bttracker.debian.org' }, { tracker: null }],
    ['folder:"my films"', { save_path: '/data/My Films/old' }, { save_path: '/data/my' }],
    ['state:stalled', { state: 'stalled' }, { state: 'downloading' }],
    ['is:attention', { state: 'error' }, { state: 'seeding' }],
    ['state:miss', { state: 'missing_files' }, { state: 'metadata' }],
    ['private:yes', { private: true }, { private: false }],
    ['-state:seeding', { state: 'paused' }, { state: 'seeding' }],
    ['-cam', { name: 'Film' }, { name: 'Film CAM' }],
    ['"two words"', { name: 'in Two Words here' }, { name: 'two other words' }],
    ['über size>1kB', { name: 'UBER', size: 2000 }, { name: 'uber', size: 10 }],
  ])('%s', (search, shown, hidden) => {
    expect(finds(search, shown)).toBe(true);
    expect(finds(search, hidden)).toBe(false);
  });

  it('leaves words with unknown keys to the name', () => {
    expect(finds('s01:e02', { name: 'Series s01:e02' })).toBe(true);
    expect(finds('constructor:x', { name: 'a constructor:x' })).toBe(true);
  });

  it('hides nothing by what is not finished or makes no sense, and names it', () => {
    for (const search of ['size>', 'size>abc', 'tracker>x', 'private:maybe', 'size:1GB..', 'added<7q', 'state:foo']) {
      expect(parseQuery(search).unclear).toEqual([search]);
      expect(isEmpty(parseQuery(search))).toBe(true);
    }
  });

  it('finds a torrent by its whole info-hash', () => {
    const { id } = aRow(1);
    expect(finds(id, { name: 'other' })).toBe(true);
  });

  it('never fails', () => {
    for (const search of ['-', '--', '"', '-"', ':', '>', '<=', 'size', 'size>>', '\\', '((', '-size>', '   ']) {
      expect(() => finds(search, {})).not.toThrow();
    }
    expect(isEmpty(parseQuery('   '))).toBe(true);
  });
});
