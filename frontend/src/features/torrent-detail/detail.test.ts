import { describe, expect, it } from 'vitest';
import type { PeerRow, TrackerRow } from '../../contract/generated';
import { aRow } from '../../state/fixtures';
import { explainFlags, tags } from './flags';
import { partsFor } from './parts';
import { ordered } from './peer-order';
import { filesWords, lookOf, piecesOf, stateWords, whichWords } from './piece-map';
import { AFTERGLOW, Phosphor, spread } from './phosphor';
import { scaleOf, topOf } from './speed-scale';
import { summarise } from './summary';
import { splitUrl, trackerWords } from './tracker-words';

describe('Phosphor', () => {
  const lit = (have: string, active: number[] = []) => ({ have, availability: '', active });

  it('does not take for new what was there at the first look', () => {
    const phosphor = new Phosphor();
    phosphor.update(lit('909'), 0);
    expect(phosphor.look(0, 0)).toEqual({ have: 1, fresh: 0, active: false, offered: null });
    expect(phosphor.isDecaying(0)).toBe(false);
  });

  it('is bright where a piece has just come, and decays', () => {
    const phosphor = new Phosphor();
    phosphor.update(lit('009'), 0);
    phosphor.update(lit('049', [0]), 100);
    expect(phosphor.look(1, 100)).toMatchObject({ fresh: 1, have: 4 / 9 });
    expect(phosphor.look(0, 100).active).toBe(true);
    const later = phosphor.look(1, 110).fresh;
    expect(later).toBeGreaterThan(0);
    expect(later).toBeLessThan(0.5);
    expect(phosphor.look(1, 100 + AFTERGLOW).fresh).toBe(0);
    expect(phosphor.isDecaying(100 + AFTERGLOW)).toBe(false);
  });

  it('lets a light run over all of it when it has finished, from the first cell to the last', () => {
    const phosphor = new Phosphor();
    phosphor.update(lit('9'.repeat(100)), 0);
    phosphor.finish(50);
    const shines = (cell: number, now: number) => phosphor.look(cell, now).fresh > 0.5;
    expect([shines(0, 50), shines(99, 50)]).toEqual([true, false]);
    expect([shines(0, 50.9), shines(99, 50.9)]).toEqual([false, true]);
    expect(phosphor.isFinishing(51)).toBe(true);
    expect(phosphor.isFinishing(52)).toBe(false);
    expect(phosphor.look(99, 52).fresh).toBe(0);
  });

  it('begins anew when the map has other cells', () => {
    const phosphor = new Phosphor();
    phosphor.update(lit('00'), 0);
    phosphor.update(lit('9999'), 1);
    expect(phosphor.look(3, 1).fresh).toBe(0);
  });
});

describe('spread', () => {
  it('puts several cells in a dot where there are more cells', () => {
    expect(spread(4, 2).map(({ first, last }) => [first, last])).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('covers every cell, and shows each in flight once', () => {
    for (const [cells, dots] of [
      [7, 100],
      [100, 7],
      [50, 50],
      [1, 9],
    ] as const) {
      const all = spread(cells, dots);
      expect(new Set(all.flatMap(({ first, last }) => [first, last]))).toContain(cells - 1);
      expect(Math.max(...all.map(({ last }) => last))).toBe(cells - 1);
      if (cells >= dots) expect(all.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(cells);
      if (cells < dots) expect(all.filter(({ middle }) => middle)).toHaveLength(cells);
    }
  });
});

describe('the scale of speeds', () => {
  it.each([
    [0, 1000],
    [21_400_000, 30_000_000],
    [5_800_000, 8_000_000],
    [95_000, 200_000],
  ])('rounds a peak of %d up to %d', (peak, top) => {
    expect(topOf(peak)).toBe(top);
  });

  it('writes the unit once', () => {
    const { unit, label } = scaleOf(30_000_000);
    expect([unit, label(15_000_000), label(0)]).toEqual(['MB/s', '15', '0']);
  });
});

describe('peers', () => {
  const peer = (address: string, down_rate: number, up_rate = 0): PeerRow => ({
    address,
    client: '',
    progress: 0,
    down_rate,
    up_rate,
    downloaded: 0,
    uploaded: 0,
    flags: [],
    source: [],
  });

  it('stand by doublings of their rate, so that a flicker moves nobody', () => {
    const order = (...peers: PeerRow[]) => ordered(peers, 'down').map(({ address }) => address);
    expect(order(peer('b', 1100), peer('a', 1050), peer('c', 9000))).toEqual(['c', 'a', 'b']);
    expect(order(peer('b', 1050), peer('a', 1100), peer('c', 9000))).toEqual(['c', 'a', 'b']);
    expect(order(peer('a', 0), peer('b', 0, 5))).toEqual(['b', 'a']);
  });

  it('have their flags explained', () => {
    expect(tags(['interested', 'seed', 'utp', 'snubbed']).map(({ word }) => word)).toEqual(['Seed', 'uTP']);
    expect(explainFlags(['seed', 'unheard_of'], ['dht'])).toBe('has every piece · from the DHT');
  });
});

describe('trackers', () => {
  const tracker: TrackerRow = {
    url: 'https://tracker.example:443/announce?passkey=secret',
    tier: 0,
    status: 'error',
    message: 'Connection refused',
    refused: false,
    next_announce_at: 1300,
    swarm_peers: null,
    swarm_seeds: null,
    downloads: null,
    fails: 3,
  };

  it('say how they are, why, and when they are asked again', () => {
    expect(trackerWords(tracker, 1000)).toEqual({
      status: 'Does not answer',
      tone: 'attention',
      facts: ['Connection refused', 'failed 3 times', 'again in 5 min'],
    });
  });

  it('say what they said themselves as one fact among others', () => {
    const { facts } = trackerWords({ ...tracker, message: 'The tracker did not answer in time.' }, 1000);
    expect(facts[0]).toBe('The tracker did not answer in time');
  });

  it('keep their keys to themselves', () => {
    expect(splitUrl(tracker.url)).toEqual({ host: 'tracker.example:443', scheme: 'https' });
    expect(splitUrl('odd')).toEqual({ host: 'odd', scheme: '' });
  });
});

describe('what is asked for', () => {
  it('has the files for the ruler only where they are few', () => {
    expect(partsFor('overview', undefined)).toEqual(['torrent', 'pieces', 'causes']);
    expect(partsFor('overview', 12)).toContain('files');
    expect(partsFor('overview', 100_000)).not.toContain('files');
    expect(partsFor('peers', 12)).toEqual(['torrent', 'peers']);
  });
});

describe('the piece map in words', () => {
  const pieces = { total: 10, cells: 5, have: '90940', availability: '30120', active: [2] };

  it('says which pieces a cell stands for', () => {
    expect(piecesOf(pieces, 1, 1)).toEqual({ first: 2, last: 3 });
    expect(whichWords(piecesOf(pieces, 1, 2), 10)).toBe('Pieces 3–6 of 10');
    expect(whichWords(piecesOf({ total: 3, cells: 3 }, 2, 2), 3)).toBe('Piece 3 of 3');
  });

  it('says what there is and who has the rest', () => {
    const words = [0, 1, 2, 3, 4].map((cell) => stateWords(lookOf(pieces, cell, cell)));
    expect(words).toEqual([
      'Here',
      'Missing, nobody connected has it',
      'Here',
      'About 44% here',
      'Missing, nobody connected has it',
    ]);
    expect(stateWords(lookOf(pieces, 0, 1))).toBe('Missing, nobody connected has it');
    expect(stateWords(lookOf({ ...pieces, availability: '' }, 4, 4))).toBe('Missing');
    expect(stateWords(lookOf({ ...pieces, availability: '00001' }, 4, 4))).toBe('Missing, 1 peer has it');
    expect(stateWords(lookOf({ ...pieces, have: '00000' }, 2, 2))).toBe('On its way');
  });

  it('names the files', () => {
    expect(filesWords(['Film/film.mkv', 'Film/b'], 5)).toBe('film.mkv and 4 more files');
    expect(filesWords(['film.mkv'], 1)).toBe('film.mkv');
    expect(filesWords([], 0)).toBe('');
  });
});

describe('summarise', () => {
  it('adds up what is selected', () => {
    const rows = [aRow(1, { size: 100, done: 50, down_rate: 3 }), aRow(2, { size: 300, done: 50, up_rate: 4 })];
    expect(summarise(rows)).toMatchObject({ count: 2, size: 400, done: 100, progress: 0.25, down: 3, up: 4 });
    expect(summarise([]).progress).toBe(0);
  });
});
