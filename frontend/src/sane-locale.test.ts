import { afterEach, describe, expect, it, vi } from 'vitest';
import { isLanguage } from './sane-locale';

describe('sane-locale', () => {
  afterEach(() => {
    vi.resetModules();
    Reflect.deleteProperty(navigator, 'language');
    Reflect.deleteProperty(navigator, 'languages');
  });

  it('knows a language from a POSIX locale', () => {
    expect(['en', 'nl-BE', 'zh-Hant-TW'].every(isLanguage)).toBe(true);
    expect(['C', '', 'en_US.UTF-8'].some(isLanguage)).toBe(false);
  });

  it('gives a page that has none a language Intl takes', async () => {
    Object.defineProperty(navigator, 'language', { value: 'C', configurable: true });
    vi.resetModules();
    await import('./sane-locale');
    expect(navigator.languages).toEqual(['en-US']);
    expect(() => new Intl.NumberFormat(navigator.language)).not.toThrow();
  });

  it('leaves a language alone', async () => {
    Object.defineProperty(navigator, 'language', { value: 'nl', configurable: true });
    vi.resetModules();
    await import('./sane-locale');
    expect(navigator.language).toBe('nl');
  });
});
