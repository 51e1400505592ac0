import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noticeWords } from '.';
import { locales } from './compiled/runtime.js';
import { NOTICE_KINDS } from './notices';
import { learn, speak } from './words';

const message = 'As the host says it.';
const facts = {
  name: 'Film',
  other: 'Other',
  file: 'a.mkv',
  kept: 'a.mkv.part',
  folder: '/data/films',
  path: '/data/films/a.mkv',
  aside: 'library.old',
  names: 'a, b',
  count: 2,
  recovered: 3,
  added: 1,
  torrents: 3,
  backup_at: 1_760_000_000,
  reason: { kind: 'disk_full', message: 'The disk is full: /data can’t grow. Make room.', path: '/data' },
};

describe('notices', () => {
  beforeAll(async () => void (await Promise.all(locales.map(learn))));
  afterEach(() => speak('en'));

  it.each(locales)('are told in %s, each kind with its own words', (locale) => {
    speak(locale);
    for (const kind of NOTICE_KINDS) {
      const words = noticeWords({ kind, message, facts });
      expect([kind, words]).not.toEqual([kind, message]);
      expect(words).not.toMatch(/undefined|\{/u);
    }
  });

  it('give the reason in words where there are some', () => {
    speak('de');
    expect(noticeWords({ kind: 'move_failed', message, facts })).toBe(
      '„Film“ wurde nicht verschoben. Die Platte ist voll: data. Geht weiter, sobald Platz ist.',
    );
    const reason = { kind: 'storage', message: 'Something in English.' };
    expect(noticeWords({ kind: 'backup_failed', message, facts: { reason } })).toContain('Something in English.');
  });

  it('stand as the host says them where the kind is new, or the facts are missing', () => {
    expect(noticeWords({ kind: 'of_tomorrow', message, facts })).toBe(message);
    expect(noticeWords({ kind: 'finished', message })).toBe(message);
  });
});
