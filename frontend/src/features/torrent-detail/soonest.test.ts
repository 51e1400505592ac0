import { expect, it } from 'vitest';
import { aRow, idOf } from '../../state/fixtures';
import { outlookOf } from './soonest';

it('names those that will be done first, and when all are', () => {
  const rows = [
    aRow(1, { eta: 900 }),
    aRow(2, { eta: 20 }),
    aRow(3, { eta: null }),
    aRow(4, { state: 'paused', eta: 5 }),
    aRow(5, { eta: 300 }),
  ];
  expect(outlookOf(rows, 2)).toEqual({ soonest: [idOf(2), idOf(5)], eta: 900 });
  expect(outlookOf(rows, 9).soonest).toEqual([idOf(2), idOf(5), idOf(1)]);
  expect(outlookOf(rows.slice(2, 4), 2)).toEqual({ soonest: [], eta: null });
});
