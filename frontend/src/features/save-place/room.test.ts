import { describe, expect, it } from 'vitest';
import type { Space } from '../../contract/generated';
import { roomFor } from './room';

const SPACE: Space = { path: '/d', volume: 'Home', free: 100, total: 1000, promised: 30, writable: true };

describe('room', () => {
  it('is free after what is promised and what is added', () => {
    expect(roomFor(SPACE, 50)).toMatchObject({ used: 900, promised: 30, mine: 50, after: 20, fit: 'fits' });
  });

  it('is short where it fits alone, but not beside what is promised', () => {
    expect(roomFor(SPACE, 80)).toMatchObject({ mine: 70, after: -10, fit: 'short' });
  });

  it('is none where it does not fit', () => {
    expect(roomFor(SPACE, 101)).toMatchObject({ fit: 'none' });
    expect(roomFor({ ...SPACE, promised: 500 }, 10)).toMatchObject({ promised: 100, mine: 0, fit: 'short' });
  });
});
