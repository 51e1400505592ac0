// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { withCachedFormats } from './format-cache.ts';

const COMPILED = `
export function plural(locale, input, options) {
  return new Intl.PluralRules(locale, options).select(Number(input));
}`;

interface Registry {
  plural(locale: string, input: number, options: Intl.PluralRulesOptions): string;
}

describe('withCachedFormats', () => {
  it('makes a formatter once for its locale and options', async () => {
    const code = withCachedFormats(COMPILED);
    const { plural } = (await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
    )) as Registry;
    const select = vi.spyOn(Intl.PluralRules.prototype, 'select');
    expect([1, 2, 1].map((n) => plural('en', n, {}))).toEqual(['one', 'other', 'one']);
    expect(plural('en', 2, { type: 'ordinal' })).toBe('two');
    expect(new Set(select.mock.contexts).size).toBe(2);
  });

  it('says so when there is nothing to cache', () => {
    expect(() => withCachedFormats('return input')).toThrow('no longer');
  });
});
