import { afterEach, describe, expect, it, vi } from 'vitest';
import { binaryBytes, bytes, bytesOf, brief, count, crumbs, day, dayAndTime, duration } from '.';
import { learn, speak } from '../messages';
import { middle, percent, percentNumber, rate, ratio, shortHash, siteNames, splitTail, until, wholePercent } from '.';
import { dayHead, isSameDay } from '.';

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [431_400, '431 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [1_800_000, '1.80 MB'],
    [24_000_000, '24.0 MB'],
    [672_000_000, '672 MB'],
    [999_600_000, '1.00 GB'],
    [13_600_000_000, '13.6 GB'],
    [9.52e12, '9.52 TB'],
    [2e18, '2.00 EB'],
    [-5, '0 B'],
  ])('%d is %s', (value, text) => {
    expect(bytes(value)).toBe(text);
  });

  it('says the unit once where both have the same', () => {
    expect(bytesOf(8.62e9, 13.6e9)).toBe('8.62 of 13.6 GB');
    expect(bytesOf(431e6, 1.13e9)).toBe('431 MB of 1.13 GB');
    expect(bytesOf(5e9, 5e9)).toBe('5.00 GB');
  });

  it('writes rates and binary lengths', () => {
    expect(rate(21_400_000)).toBe('21.4 MB/s');
    expect(binaryBytes(4 * 2 ** 20)).toBe('4 MiB');
    expect(binaryBytes(256 * 1024)).toBe('256 KiB');
  });
});

describe('numbers', () => {
  it.each([
    [0, '0%'],
    [0.634, '63.4%'],
    [0.41, '41.0%'],
    [0.9999, '99.9%'],
    [1, '100%'],
    [0.29, '29.0%'],
    [1.2, '100%'],
  ])('%d is %s, never more than it is', (share, text) => {
    expect(percent(share)).toBe(text);
  });

  it('sets the sign apart, and leaves out the decimal', () => {
    expect(percentNumber(0.634)).toBe('63.4');
    expect(percentNumber(1)).toBe('100');
    expect([wholePercent(0.58), wholePercent(0.999)]).toEqual(['58%', '99%']);
  });

  it('writes counts and ratios', () => {
    expect(count(1649)).toBe('1,649');
    expect([brief(1.5), brief(2)]).toEqual(['1.5', '2']);
    expect([ratio(0.12), ratio(4.178), ratio(Infinity)]).toEqual(['0.12', '4.18', '∞']);
  });
});

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [27.4, '27 s'],
    [60, '1 min'],
    [240, '4 min'],
    [3600, '1 h'],
    [13_800, '3 h 50 min'],
    [45_000, '13 h'],
    [86_400, '1 day'],
    [259_200, '3 days'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe('dates', () => {
  const at = (text: string) => new Date(text).getTime() / 1000;
  const now = at('2026-11-20T14:02:00');

  it.each([
    ['2026-11-20T01:00:00', 'today'],
    ['2026-11-19T23:59:00', 'yesterday'],
    ['2026-11-16T12:00:00', 'on Monday'],
    ['2026-10-28T12:00:00', 'on October 28'],
    ['2024-10-28T12:00:00', 'on October 28, 2024'],
    ['2026-11-21T01:00:00', 'today'],
  ])('%s is %s', (time, text) => {
    expect(day(at(time), now)).toBe(text);
  });

  it.each([
    ['2026-11-20T01:00:00', 'today'],
    ['2026-11-19T23:59:00', 'yesterday'],
    ['2026-11-16T12:00:00', 'Monday'],
    ['2026-10-28T12:00:00', 'October 28'],
    ['2024-10-28T12:00:00', 'October 28, 2024'],
  ])('heads what happened at %s with %s', (time, text) => {
    expect(dayHead(at(time), now)).toBe(text);
  });

  it('knows a day of the calendar from 24 hours', () => {
    expect(isSameDay(at('2026-11-20T00:01:00'), at('2026-11-20T23:59:00'))).toBe(true);
    expect(isSameDay(at('2026-11-20T00:01:00'), at('2026-11-19T23:59:00'))).toBe(false);
  });

  it('gives the hour of today only', () => {
    expect(dayAndTime(at('2026-11-20T09:05:00'), now)).toBe('today, 9:05 AM');
    expect(dayAndTime(at('2026-11-19T09:05:00'), now)).toBe('yesterday');
  });

  it('counts down to what is to come', () => {
    expect(until(now + 1080, now)).toBe('in 18 min');
    expect(until(now - 1, now)).toBe('now');
  });
});

describe('the person’s locale', () => {
  afterEach(() => vi.restoreAllMocks());

  it('rules where it speaks the interface’s language, and else that language does', () => {
    const time = new Date('2026-10-28T12:00:00').getTime() / 1000;
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['nl-NL', 'en-GB']);
    expect(day(time, time + 2_000_000)).toBe('on 28 October');
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['de-DE']);
    expect(bytes(1.5e9)).toBe('1.50 GB');
  });
});

describe('days in other languages', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    speak('en');
  });

  it('are told as people say them', async () => {
    await learn('fr');
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr-FR']);
    speak('fr');
    const now = new Date('2026-11-20T14:02:00').getTime() / 1000;
    expect(day(now - 4 * 86_400, now)).toBe('lundi');
    expect(day(now - 23 * 86_400, now)).toBe('le 28 octobre');
  });
});

describe('names', () => {
  it('calls trackers by their sites, unless that would be two of the same', () => {
    const named = (...hosts: string[]) => [...siteNames(hosts).values()];
    expect(named('tracker.opentrackr.org', 'open.stealth.si', 'tracker2.example.org', 'bt1.archive.org')).toEqual([
      'opentrackr.org',
      'stealth.si',
      'example.org',
      'archive.org',
    ]);
    expect(named('tracker.example.org', 'announce.example.org')).toEqual([
      'tracker.example.org',
      'announce.example.org',
    ]);
    expect(named('tracker.de', 'retracker.local', '127.0.0.1')).toEqual(['tracker.de', 'retracker.local', '127.0.0.1']);
  });

  it('keep their end, with the extension, apart', () => {
    expect(splitTail('short.mkv')).toEqual(['short.mkv', '']);
    expect(splitTail('enwiki-20251101-pages.xml.bz2')).toEqual(['enwiki-20251101-pages', '.xml.bz2']);
    const [head, tail] = splitTail('A very long name without any extension at all');
    expect(head + tail).toBe('A very long name without any extension at all');
    expect(tail).toBe('at all');
  });

  it('end with a whole word where there is one', () => {
    expect(splitTail('Sintel — 4K open movie master (Blender Foundation)')[1]).toBe('Foundation)');
    expect(splitTail('NASA — Earth at Night, black marble mosaics 2024')[1]).toBe('mosaics 2024');
    expect(splitTail('Common Voice corpus 22.0 — English')[1]).toBe('— English');
    expect(splitTail('Fedora-Workstation-Live-43-1.6.x86_64.iso')[1]).toBe('.x86_64.iso');
    expect(splitTail('0123456789abcdef0123456789abcdef')[1]).toBe('6789abcdef');
  });

  it('lose their middle, never half a character', () => {
    expect(middle('abcdefghij', 5)).toBe('ab…ij');
    expect(middle('abc', 5)).toBe('abc');
    expect(middle('🙂🙂🙂🙂🙂', 3)).toBe('🙂…🙂');
  });

  it('show hashes and folders in short', () => {
    expect(shortHash('08ada5a7a6183aae1e09d831df6748d566095a10')).toBe('08ada5a7…66095a10');
    expect(crumbs('/mnt/Tank/Movies/Open')).toBe('Tank › Movies › Open');
    expect(crumbs('C:\\Users\\Ada')).toBe('C: › Users › Ada');
    expect(crumbs('/')).toBe('/');
  });
});
