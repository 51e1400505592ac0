import { describe, expect, it } from 'vitest';
import type { TorrentRow } from '../contract/generated';
import { type Filter, FILTERS, matches, needsAttention } from './filters';
import { aRow } from './fixtures';

const filtersOf = (changes: Partial<TorrentRow>): Filter[] =>
  FILTERS.filter((filter) => matches(filter, aRow(1, changes)));

describe('filters', () => {
  it.each<[Partial<TorrentRow>, Filter[]]>([
    [{ state: 'downloading' }, ['all', 'downloading']],
    [{ state: 'metadata', has_metadata: false }, ['all', 'downloading']],
    [{ state: 'queued' }, ['all', 'downloading', 'queued']],
    [{ state: 'queued', done: 1000 }, ['all', 'queued']],
    [{ state: 'checking', done: 1000 }, ['all']],
    [{ state: 'seeding', done: 1000 }, ['all', 'seeding']],
    [{ state: 'finished', done: 1000 }, ['all', 'finished']],
    [{ state: 'paused' }, ['all', 'paused']],
    [{ state: 'cancelled' }, ['all', 'cancelled']],
    [{ state: 'error' }, ['all', 'attention']],
    [{ state: 'missing_files' }, ['all', 'attention']],
  ])('%j stands under %j', (changes, expected) => {
    expect(filtersOf(changes)).toEqual(expected);
  });

  it('asks for attention to a magnet that nobody can be asked for', () => {
    const search = { since: 0, trackers_asked: 0, dht: false, peers_found: 0, turns: 0, next_turn_at: null };
    const lonely: Partial<TorrentRow> = { state: 'metadata', has_metadata: false, trackers: 0, peers: 0, search };
    expect(filtersOf(lonely)).toEqual(['all', 'downloading', 'attention']);
    expect(needsAttention(aRow(1, { ...lonely, search: { ...search, dht: true } }))).toBe(false);
    expect(needsAttention(aRow(1, { ...lonely, search: { ...search, peers_found: 1 } }))).toBe(false);
    expect(needsAttention(aRow(1, { ...lonely, trackers: 1 }))).toBe(false);
  });

  it('asks for attention to a stall with a cause that does not pass by itself', () => {
    const stalled = (kind: 'no_seeds' | 'rate_limit') =>
      needsAttention(aRow(1, { state: 'stalled', reason: { kind, detail: null } }));
    expect(stalled('no_seeds')).toBe(true);
    expect(stalled('rate_limit')).toBe(false);
    expect(needsAttention(aRow(1, { state: 'stalled' }))).toBe(false);
  });
});
