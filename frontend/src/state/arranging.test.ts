import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TorrentRow } from '../contract/generated';
import { Arranging } from './arranging';
import { aRow, idOf } from './fixtures';
import type { Sort } from './sorting';

const COUNT = 2000;
const BY_NAME: Sort[] = [{ key: 'name', direction: 'ascending' }];

/** Each look at the clock is a millisecond, so that a turn is a few steps. */
function slowClock() {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1));
}

function arranging() {
  const rows = new Map<string, TorrentRow>();
  for (let n = 0; n < COUNT; n += 1) rows.set(idOf(n), aRow(n, { name: String((n * 7919) % COUNT) }));
  const ready = vi.fn();
  const made = new Arranging(
    () => rows,
    () => 0,
    ready,
  );
  return { rows, ready, made, all: made.for({ shows: () => true, sorts: [] }) };
}

const names = (rows: ReadonlyMap<string, TorrentRow>, order: readonly { id: string }[]) =>
  order.map(({ id }) => rows.get(id)?.name);

describe('a question about a long list', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    slowClock();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is answered in turns, with the last answer in place until then', () => {
    const { rows, ready, made, all } = arranging();
    const question = { shows: () => true, sorts: BY_NAME };
    expect(made.for(question)).toBe(all);
    expect(ready).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(ready).toHaveBeenCalledOnce();
    const order = names(rows, made.for(question).order);
    expect(order).toEqual(Array.from({ length: COUNT }, (_, n) => String(n)));
  });

  it('is answered at once where somebody needs the answer', () => {
    const { made, all } = arranging();
    const question = { shows: () => true, sorts: BY_NAME };
    made.for(question);
    made.settle();
    expect(made.for(question)).not.toBe(all);
  });

  it('is left for the next one', () => {
    const { rows, ready, made } = arranging();
    made.for({ shows: () => true, sorts: BY_NAME });
    const last = { shows: (row: TorrentRow) => row.name === '7', sorts: BY_NAME };
    made.for(last);
    vi.runAllTimers();
    expect(names(rows, made.for(last).order)).toEqual(['7']);
    expect(ready).toHaveBeenCalledOnce();
  });

  it('hears of what changes meanwhile, before and after', () => {
    const { rows, made, all } = arranging();
    const question = { shows: ({ state }: TorrentRow) => state !== 'paused', sorts: BY_NAME };
    made.for(question);
    rows.set(idOf(0), aRow(0, { name: 'zz' }));
    rows.set(idOf(1), aRow(1, { state: 'paused' }));
    rows.delete(idOf(2));
    made.update(new Set([idOf(0), idOf(1), idOf(2)]));
    expect(all.order).toHaveLength(COUNT - 1);
    vi.runAllTimers();
    const { order } = made.for(question);
    expect(order).toHaveLength(COUNT - 2);
    expect(order.at(-1)?.id).toBe(idOf(0));
  });
});
