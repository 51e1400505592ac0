import { describe, expect, it } from 'vitest';
import { RpcError } from '../bridge';
import type { TorrentRow } from '../contract/generated';
import { aRow } from '../state/fixtures';
import { explain, explainTorrent, inALine, sentence } from '.';

const NOW = new Date('2026-11-20T14:02:00').getTime() / 1000;
const DAY = 86_400;
const DISK_FULL =
  'The disk is full. 312 kB are free on Home and 61.2 GB are needed; it goes on by itself when there is room.';

const said = (changes: Partial<TorrentRow>) => {
  const { text, tail, tone } = sentence(aRow(1, { state_since: NOW, ...changes }), NOW);
  return [tail === undefined ? text : `${text} · ${tail}`, tone];
};
const SEARCH = { since: NOW - 38, trackers_asked: 0, dht: true, peers_found: 0, turns: 0, next_turn_at: null };

describe('sentences of state', () => {
  it.each<[Partial<TorrentRow>, string]>([
    [{ peers: 44, seeds: 3, eta: 240 }, '3 seeds among 44 peers · 4 min left'],
    [{ peers: 2, seeds: 1, eta: null }, '1 seed among 2 peers'],
    [{ peers: 5, seeds: 0 }, 'From 5 peers'],
    [{ peers: 1, seeds: 1 }, 'From 1 seed'],
    [{ peers: 0 }, 'Connecting to peers'],
    [{ state: 'metadata', state_since: NOW - 38, trackers: 3 }, 'Looking for metadata for 38 s · 3 trackers asked'],
    [{ state: 'metadata', state_since: NOW - 38, search: SEARCH }, 'Looking for metadata for 38 s · the DHT asked'],
    [{ state: 'metadata', state_since: NOW - 38, peers: 2 }, 'Looking for metadata for 38 s · 2 peers found'],
    [{ state: 'checking', eta: 60 }, 'Checking what is on disk · 1 min left'],
    [{ state: 'checking', reason: { kind: 'starting', detail: null } }, 'Starting'],
    [{ state: 'queued', place_in_line: 0 }, 'Next in line · starts when a place is free'],
    [{ state: 'queued', place_in_line: 4, limit: 3 }, 'Number 5 in line · 3 run at once'],
    [{ state: 'queued', reason: { kind: 'queued_for_check', detail: null } }, 'Waiting to check what is on disk'],
    [{ state: 'queued', reason: { kind: 'metadata_turn', detail: null } }, 'Waiting to look for metadata again'],
    [{ state: 'seeding', peers: 17, up_rate: 9 }, 'To 17 peers'],
    [{ state: 'seeding', peers: 3 }, 'Ready · nobody is asking right now'],
    [{ state: 'finished', completed_at: NOW - DAY }, 'Finished yesterday'],
    [
      { state: 'finished', size: 400, total_size: 2e6, reason: { kind: 'partial', detail: null } },
      'Finished the files you chose · 2.00 MB skipped',
    ],
    [{ state: 'paused', state_since: NOW - 4 * DAY }, 'Paused by you on Monday'],
    [
      { state: 'moving', reason: { kind: 'moving_to', detail: '/mnt/Tank' } },
      'Moving to mnt › Tank · nothing is lost if it stops',
    ],
    [{ state: 'cancelled', done: 431e6 }, 'Cancelled · the 431 MB already here are kept'],
    [{ state: 'cancelled', done: 0 }, 'Cancelled'],
    [{ state: 'deleting' }, 'Deleting its files'],
    [{ state: 'stalled', reason: { kind: 'rate_limit', detail: null } }, 'Held back by your speed limit'],
    [{ state: 'stalled', peers: 2 }, 'Waiting for data · 2 peers'],
  ])('%j', (changes, text) => {
    expect(said(changes)).toEqual([text, 'plain']);
  });

  it('say when it is tried again', () => {
    const message = '/mnt/a.bin can’t be read or written: Input/output error. It is tried again by itself.';
    const error = { kind: 'storage', message, path: '/mnt/a.bin', retry_at: NOW + 30 };
    const text = '/mnt/a.bin can’t be read or written: Input/output error.';
    expect(said({ state: 'error', error })).toEqual([`${text} · tried again in 30 s`, 'danger']);
    expect(said({ state: 'error', error: { ...error, retry_at: NOW - 1 } })).toEqual([
      `${text} · tried again now`,
      'danger',
    ]);
  });

  it('say that nobody can be asked', () => {
    const search = { ...SEARCH, dht: false };
    expect(said({ state: 'metadata', state_since: NOW - 38, search })).toEqual([
      'Looking for metadata for 38 s · no tracker, and the DHT is off',
      'attention',
    ]);
  });

  it('say that the disk is what holds it', () => {
    const reason = { kind: 'disk' as const, detail: null };
    expect(said({ state: 'stalled', peers: 3, reason })).toEqual(['The disk can’t keep up', 'attention']);
  });

  it.each<[Partial<TorrentRow>, string]>([
    [{ availability: 0.97, reason: { kind: 'no_seeds', detail: null } }, 'Nobody online has the last 3%'],
    [{ availability: 0, reason: { kind: 'no_seeds', detail: null } }, 'Nobody online has all of it'],
    [{ trackers: 1, reason: { kind: 'no_peers', detail: null } }, 'No peers yet · 1 tracker asked'],
    [{ reason: { kind: 'nobody_to_ask', detail: null } }, 'No peers yet · no tracker, and the DHT is off'],
    [
      { private: true, reason: { kind: 'nobody_to_ask', detail: null } },
      'No peers yet · private, and without a tracker',
    ],
    [{ reason: { kind: 'tracker_error', detail: null } }, 'The tracker does not answer'],
    [{ reason: { kind: 'tracker_error', detail: 't.example' } }, 't.example does not answer'],
    [{ reason: { kind: 'tracker_error', detail: '::1: timed out' } }, '::1 does not answer · timed out'],
    [
      { reason: { kind: 'tracker_refused', detail: 't.example: unknown: torrent' } },
      't.example refuses · unknown: torrent',
    ],
  ])('a stall with a cause asks for attention: %j', (changes, text) => {
    expect(said({ state: 'stalled', ...changes })).toEqual([text, 'attention']);
  });

  it('tells an error and what to do apart', () => {
    const error = { kind: 'disk_full', message: DISK_FULL, path: null, retry_at: null };
    expect(said({ state: 'error', error })).toEqual([DISK_FULL.replace('full. ', 'full. · '), 'danger']);
    expect(said({ state: 'error' })).toEqual(['Something went wrong', 'danger']);
  });

  it('makes one line of two sentences', () => {
    const error = { kind: 'disk_full', message: DISK_FULL, path: null, retry_at: null };
    const { text, tail } = inALine(sentence(aRow(1, { state: 'error', error }), NOW));
    expect(text).toBe('The disk is full');
    expect(tail).toMatch(/when there is room$/u);
    expect(inALine({ text: 'It is cut short.', tone: 'danger' })).toEqual({ text: 'It is cut short.' });
  });

  it('promises that missing files are not overwritten', () => {
    expect(said({ state: 'missing_files', save_path: '/media/T7' })).toEqual([
      'media › T7 can’t be found · nothing will be overwritten',
      'attention',
    ]);
  });
});

describe('explain', () => {
  it('uses its own words where it knows better', () => {
    expect(explain(RpcError.timeout('pause', 30)).text).toBe('The engine is taking very long to answer.');
    expect(explain(new RpcError(-32000, 'duplicate', 'x', { name: 'Sintel' })).text).toBe(
      '“Sintel” is in the list already.',
    );
  });

  it('lets the host speak otherwise, and adds what to do', () => {
    expect(explain(new RpcError(-32000, 'invalid_torrent', 'It is cut short.'))).toEqual({
      text: 'It is cut short.',
      advice: 'Download the .torrent file again; this one may be damaged.',
    });
    expect(explain(new RpcError(-32000, 'storage', 'Home is read-only.'))).toEqual({ text: 'Home is read-only.' });
  });

  it('has words for what is no answer at all', () => {
    expect(explain(new TypeError('x is undefined')).text).toBe('That did not work.');
  });

  it('keeps a sentence with numbers in one piece', () => {
    const error = { kind: 'storage', message: 'File 1.5 of 2 is damaged', path: null, retry_at: null };
    expect(explainTorrent(error)).toEqual({ text: 'File 1.5 of 2 is damaged' });
  });
});
