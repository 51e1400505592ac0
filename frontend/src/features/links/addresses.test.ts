import { describe, expect, it } from 'vitest';
import { partsOf, webAddress, withAddresses } from './addresses';

describe('addresses in a text', () => {
  it('are found, without the punctuation behind them', () => {
    expect(withAddresses('See https://example.org/a?b=1, or (http://example.com).')).toEqual([
      { text: 'See ' },
      { text: 'https://example.org/a?b=1', url: 'https://example.org/a?b=1' },
      { text: ', or (' },
      { text: 'http://example.com', url: 'http://example.com/' },
      { text: ').' },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://example.org',
    'data:text/html,x',
    'https://',
    'www.a.org',
  ])('are never %s', (text) => {
    expect(withAddresses(text)).toEqual([{ text }]);
    expect(webAddress(text)).toBeUndefined();
  });
});

describe('an address', () => {
  it('says whose page it is, whatever stands before', () => {
    expect(partsOf('https://paypal.com@evil.example/paypal.com')).toEqual({
      before: 'https://paypal.com@',
      host: 'evil.example',
      after: '/paypal.com',
      foreign: false,
    });
    expect(partsOf('http://example.org:8080/@a')).toEqual({
      before: 'http://',
      host: 'example.org:8080',
      after: '/@a',
      foreign: false,
    });
  });

  it('is shown in the letters that are sent', () => {
    expect(partsOf('https://аррӏе.com/')).toMatchObject({ host: 'xn--80ak6aa92e.com', foreign: true });
  });
});
