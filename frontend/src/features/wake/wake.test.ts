import { describe, expect, it } from 'vitest';
import { wakeOf } from './wake';

const row = {
  state: 'downloading',
  reason: null,
  progress: 0.634,
  up_rate: 0,
  done: 634,
  size: 1000,
  search: null,
  trackers: 0,
  peers: 0,
} as const;

describe('wakeOf', () => {
  it('stands at the progress, glowing while it downloads', () => {
    expect(wakeOf(row)).toEqual({ kind: 'live', percent: 63.4 });
  });

  it('is dark until the first byte is here', () => {
    expect(wakeOf({ ...row, progress: 0, done: 0 }).kind).toBe('none');
    expect(wakeOf({ ...row, progress: 0.001, done: 1 }).kind).toBe('live');
  });

  it('is violet only while somebody is given something', () => {
    const seeding = { ...row, state: 'seeding', progress: 1 } as const;
    expect(wakeOf(seeding).kind).toBe('none');
    expect(wakeOf({ ...seeding, up_rate: 1 })).toEqual({ kind: 'giving', percent: 100 });
  });

  it('marks where a stall needs a person, and no stall that passes by itself', () => {
    const stalled = { ...row, state: 'stalled' } as const;
    expect(wakeOf({ ...stalled, reason: { kind: 'no_seeds', detail: null } }).kind).toBe('stopped-attention');
    expect(wakeOf({ ...stalled, reason: { kind: 'choked', detail: null } }).kind).toBe('held');
  });

  it('draws no line for what is whole and paused', () => {
    expect(wakeOf({ ...row, state: 'paused' }).kind).toBe('held');
    expect(wakeOf({ ...row, state: 'paused', done: 1000, progress: 1 }).kind).toBe('none');
  });

  it('keeps within the line whatever it is told', () => {
    expect(wakeOf({ ...row, progress: 1.2 }).percent).toBe(100);
    expect(wakeOf({ ...row, progress: -1 }).percent).toBe(0);
  });
});
