// @vitest-environment node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { locales } from './compiled/runtime.js';

type Message = string | [{ match: Record<string, string> }];
type Catalogue = Record<string, Message>;

function read(locale: string): Catalogue {
  const path = fileURLToPath(new URL(`./${locale}.json`, import.meta.url));
  const { $schema: _, ...messages } = JSON.parse(readFileSync(path, 'utf8')) as Catalogue;
  return messages;
}

const texts = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message[0].match));
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort();
/** The categories of plurals that the language has, for whole numbers. */
const plurals = (locale: string) =>
  new Set(Array.from({ length: 201 }, (_, n) => new Intl.PluralRules(locale).select(n)));

const english = read('en');

describe.each(locales.filter((locale) => locale !== 'en'))('the words in %s', (locale) => {
  const words = read(locale);

  it('are those of the English catalogue, no more and no fewer', () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
  });

  it('leave the same holes to be filled', () => {
    for (const [key, message] of Object.entries(english)) {
      const wanted = new Set(texts(message).flatMap(holes));
      const found = new Set(texts(words[key] ?? '').flatMap(holes));
      expect([key, found]).toEqual([key, wanted]);
    }
  });

  it('know every plural of their language', () => {
    for (const [key, message] of Object.entries(words)) {
      if (typeof message === 'string') continue;
      // `plural=one`, or where there are two numbers `seedPlural=one, peerPlural=other`.
      const matches = Object.keys(message[0].match).map((match) =>
        [...match.matchAll(/=(\w+)/gu)].map(([, word]) => word),
      );
      const selectors = matches[0]?.map((_, index) => matches.map((words) => words[index])) ?? [];
      for (const known of selectors) {
        for (const plural of plurals(locale)) expect([key, known]).toEqual([key, expect.arrayContaining([plural])]);
      }
    }
  });
});
