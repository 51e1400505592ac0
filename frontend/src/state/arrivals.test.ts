import { afterEach, describe, expect, it, vi } from 'vitest';
import { ARRIVAL_MS, Arrivals } from './arrivals.svelte';
import { aRow } from './fixtures';

describe('arrivals', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are downloads that finish while somebody may look, for a moment', () => {
    vi.useFakeTimers();
    const arrivals = new Arrivals();
    const before = aRow(1);
    const after = aRow(1, { completed_at: 5 });
    arrivals.note(before, after);
    expect(arrivals.has(after.id)).toBe(true);
    vi.advanceTimersByTime(ARRIVAL_MS);
    expect(arrivals.has(after.id)).toBe(false);
  });

  it('are neither torrents that come complete nor those that were so before', () => {
    const arrivals = new Arrivals();
    arrivals.note(undefined, aRow(1, { completed_at: 5 }));
    arrivals.note(aRow(2, { completed_at: 5 }), aRow(2, { completed_at: 5 }));
    arrivals.note(aRow(3), aRow(3));
    expect([1, 2, 3].some((n) => arrivals.has(aRow(n).id))).toBe(false);
  });
});
