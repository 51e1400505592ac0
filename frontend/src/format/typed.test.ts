import { describe, expect, it } from 'vitest';
import { rateText, readCount, readRate } from './typed';

describe('rates', () => {
  it('are typed in MB/s and kept in bytes a second', () => {
    expect(readRate('1.5')).toBe(1_500_000);
    expect(readRate('0,25')).toBe(250_000);
    expect(readRate('2.')).toBe(2_000_000);
  });

  it('are unlimited when nothing is typed', () => {
    expect(readRate('  ')).toBe(0);
    expect(rateText(0)).toBe('');
  });

  it('are refused when they are no numbers, or too large', () => {
    for (const text of ['fast', '-1', '1e3', '3000', '1.2.3']) expect(readRate(text)).toBeNull();
  });

  it('come back as they were typed', () => {
    for (const rate of [1, 250_000, 1_500_000, 20_000_000]) expect(readRate(rateText(rate))).toBe(rate);
  });
});

describe('counts', () => {
  it('stay within their bounds', () => {
    expect(readCount('500', 1, 65535)).toBe(500);
    expect(readCount('0', 1, 65535)).toBeNull();
    expect(readCount('65536', 1, 65535)).toBeNull();
    expect(readCount('1.5', 1, 65535)).toBeNull();
  });

  it('are 0 when empty, where that means no limit', () => {
    expect(readCount('', 0, 100)).toBe(0);
    expect(readCount('', 1, 100)).toBeNull();
  });
});
