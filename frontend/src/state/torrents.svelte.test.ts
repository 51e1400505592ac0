import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { aDelta, aRow, aSnapshot, idOf } from './fixtures';
import { Torrents } from './torrents.svelte';

const loaded = (...rows: Parameters<typeof aSnapshot>[0]) => {
  const resubscribe = vi.fn();
  const torrents = new Torrents(resubscribe);
  torrents.snapshot(aSnapshot(rows));
  return { torrents, resubscribe };
};

describe('Torrents', () => {
  it('replaces everything with a snapshot', () => {
    const { torrents } = loaded(aRow(1), aRow(2));
    torrents.snapshot(aSnapshot([aRow(2), aRow(3)], 9));
    expect([...torrents.rows.keys()]).toEqual([idOf(2), idOf(3)]);
    expect(torrents.tally.counts.all).toBe(2);
  });

  it('applies what a delta changes, adds and removes', () => {
    const { torrents } = loaded(aRow(1), aRow(2));
    torrents.delta(aDelta(2, [aRow(1, { name: 'changed' }), aRow(3)], [idOf(2)]));
    expect(torrents.row(idOf(1))?.name).toBe('changed');
    expect(torrents.row(idOf(2))).toBeUndefined();
    expect(torrents.total).toBe(2);
  });

  it('asks once for a snapshot when messages are missing, and ignores deltas until it is here', () => {
    const { torrents, resubscribe } = loaded(aRow(1));
    expect(torrents.delta(aDelta(3, [aRow(1, { name: 'skipped' })]))).toBe(false);
    expect(torrents.delta(aDelta(4, [aRow(1, { name: 'skipped' })]))).toBe(false);
    expect(resubscribe).toHaveBeenCalledOnce();
    expect(torrents.row(idOf(1))?.name).toBe('torrent 1');
    torrents.snapshot(aSnapshot([aRow(1)], 7));
    expect(torrents.delta(aDelta(8, [aRow(1, { name: 'after' })]))).toBe(true);
  });

  it('knows that rows are still to come after a snapshot without room for all', () => {
    const torrents = new Torrents(vi.fn());
    torrents.snapshot(aSnapshot([aRow(1)], 1, 3));
    expect([torrents.total, torrents.complete]).toEqual([3, false]);
    torrents.delta(aDelta(2, [aRow(2), aRow(3)]));
    expect([torrents.total, torrents.complete]).toEqual([3, true]);
  });

  it('tells only those who read a row that it changed', () => {
    const { torrents } = loaded(aRow(1), aRow(2));
    const seen: string[] = [];
    const stop = $effect.root(() => {
      $effect(() => {
        torrents.row(idOf(1));
        seen.push('first');
      });
      $effect(() => {
        torrents.row(idOf(2));
        seen.push('second');
      });
    });
    flushSync();
    torrents.delta(aDelta(2, [aRow(2, { name: 'changed' })]));
    flushSync();
    stop();
    expect(seen).toEqual(['first', 'second', 'second']);
  });

  it('tells a reader that a removed row came back', () => {
    const { torrents } = loaded(aRow(1));
    torrents.delta(aDelta(2, [], [idOf(1)]));
    expect(torrents.row(idOf(1))).toBeUndefined();
    torrents.delta(aDelta(3, [aRow(1)]));
    expect(torrents.row(idOf(1))).toBeDefined();
  });
});

describe('the tally', () => {
  it('counts each filter, and follows a row from one to the other', () => {
    const { torrents } = loaded(aRow(1), aRow(2, { state: 'seeding', done: 1000 }));
    expect(torrents.tally.counts).toMatchObject({ all: 2, downloading: 1, seeding: 1, paused: 0 });
    torrents.delta(aDelta(2, [aRow(1, { state: 'paused' })]));
    expect(torrents.tally.counts).toMatchObject({ all: 2, downloading: 0, seeding: 1, paused: 1 });
  });

  it('sums bytes, and takes off what is removed', () => {
    const { torrents } = loaded(aRow(1, { size: 10 }), aRow(2, { size: 5 }));
    torrents.delta(aDelta(2, [aRow(1, { size: 20 })]));
    expect(torrents.tally.bytes.all).toBe(25);
    torrents.delta(aDelta(3, [], [idOf(1)]));
    expect(torrents.tally.bytes).toMatchObject({ all: 5, downloading: 5 });
  });

  it('counts afresh after a snapshot', () => {
    const { torrents } = loaded(aRow(1), aRow(2));
    torrents.snapshot(aSnapshot([aRow(1)], 5));
    expect(torrents.tally.counts.downloading).toBe(1);
  });
});
