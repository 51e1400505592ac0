import { expect, it } from 'vitest';
import type { LogEntry } from '../../contract/generated';
import { linesOf } from './lines';

const entry = (number: number, moment: string): LogEntry => ({
  number,
  at: new Date(moment).getTime() / 1000,
  id: 'a',
  name: 'A',
  kind: 'added',
  facts: {},
});

it('puts each day over what happened on it', () => {
  const entries = [
    entry(4, '2026-11-20T00:10:00'),
    entry(3, '2026-11-19T23:50:00'),
    entry(2, '2026-11-19T08:00:00'),
    entry(1, '2026-10-01T08:00:00'),
  ];
  const said = linesOf(entries).map((line) => (line.kind === 'day' ? 'day' : line.entry.number));
  expect(said).toEqual(['day', 4, 'day', 3, 2, 'day', 1]);
  expect(linesOf([])).toEqual([]);
});
