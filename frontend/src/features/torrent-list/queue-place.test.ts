import { describe, expect, it } from 'vitest';
import { aRow, idOf } from '../../state/fixtures';
import { placeBeside, standsByQueue } from './queue-place';

const rows = [0, 1, 2, 3, 4].map((queue_position) => aRow(queue_position, { queue_position }));
const finished = aRow(9, { queue_position: null });

describe('a place in the queue', () => {
  const place = (at: number, after: boolean, moving: number[]) =>
    placeBeside(rows[at]!, after, [...rows, finished], new Set(moving.map((each) => idOf(each))));

  it('is counted without those that move', () => {
    expect(place(1, false, [3])).toBe(1);
    expect(place(1, true, [3])).toBe(2);
    expect(place(3, false, [0, 1])).toBe(1);
    expect(place(4, true, [0])).toBe(4);
    expect(place(0, false, [4, 2])).toBe(0);
  });

  it('is that of those that were next to it, beside one that moves itself', () => {
    expect(place(2, false, [2])).toBe(2);
    expect(place(2, true, [2])).toBe(2);
  });

  it('is what rows stand by where the list is in its order', () => {
    const queued = aRow(1, { state: 'queued', queue_position: 3 });
    expect(standsByQueue(rows[0]!, 'queue_position')).toBe(true);
    expect(standsByQueue(rows[0]!, 'activity')).toBe(false);
    expect(standsByQueue(queued, 'activity')).toBe(true);
    expect(standsByQueue(queued, 'name')).toBe(false);
    expect(standsByQueue(finished, 'queue_position')).toBe(false);
  });
});
