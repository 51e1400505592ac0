import { describe, expect, it } from 'vitest';
import type { TorrentRow } from '../../contract/generated';
import { amountFigure, rateFigure } from './figures';

const row = {
  state: 'downloading',
  has_metadata: true,
  size: 2_000_000_000,
  done: 500_000_000,
  progress: 0.25,
  downloaded: 500_000_000,
  uploaded: 50_000_000,
  down_rate: 3_000_000,
  up_rate: 200_000,
  peers: 7,
  ratio: 0.1,
} as TorrentRow;

describe('rateFigure', () => {
  it('shows what comes in, and under it what goes out', () => {
    expect(rateFigure(row)).toEqual({ text: '3.00 MB/s', tone: 'down', note: '↑ 200 kB/s' });
    expect(rateFigure({ ...row, up_rate: 0 }).note).toBe('');
  });

  it('is coloured only while something moves', () => {
    expect(rateFigure({ ...row, down_rate: 0 }).tone).toBe('quiet');
  });

  it('shows what a seed gives, with its ratio', () => {
    expect(rateFigure({ ...row, state: 'seeding' })).toEqual({ text: '200 kB/s', tone: 'up', note: 'ratio 0.10' });
  });

  it('says nothing of what rests', () => {
    expect(rateFigure({ ...row, state: 'paused' }).text).toBe('');
  });
});

describe('amountFigure', () => {
  it('shows how far a download is', () => {
    expect(amountFigure(row)).toEqual({ text: '25.0%', note: '500 MB of 2.00 GB' });
  });

  it('shows the size of what is complete, and what was given of it', () => {
    const seeding = { ...row, state: 'seeding', done: row.size, progress: 1 } as TorrentRow;
    expect(amountFigure(seeding)).toEqual({ text: '2.00 GB', note: '50.0 MB given' });
  });

  it('counts the job while checking or moving, not what is here', () => {
    const checking = { ...row, state: 'checking', progress: 0.5 } as TorrentRow;
    expect(amountFigure(checking)).toEqual({ text: '50.0%', note: '1.00 of 2.00 GB' });
  });

  it('says so where the size is not known yet', () => {
    const magnet = { ...row, state: 'metadata', has_metadata: false, size: 0, done: 0 } as TorrentRow;
    expect(amountFigure(magnet)).toEqual({ text: '', note: 'Size unknown' });
  });
});
