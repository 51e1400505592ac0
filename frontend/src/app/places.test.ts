import { describe, expect, it } from 'vitest';
import { isLong, placesOf } from './places';

const sums = (count: number) => new Map(Array.from({ length: count }, (_, at) => [`place ${at}`, at]));

describe('a section of the sidebar', () => {
  it('shows all that fit, and one that would only change places with the line that asks for it', () => {
    expect(isLong(sums(13))).toBe(false);
    expect(placesOf(sums(13), null, false)).toHaveLength(13);
  });

  it('shows the first of many, and all of them when asked', () => {
    expect(isLong(sums(40))).toBe(true);
    expect(placesOf(sums(40), null, false).map(([place]) => place)).toEqual([...sums(12).keys()]);
    expect(placesOf(sums(40), null, true)).toHaveLength(40);
  });

  it('never hides the one that is chosen', () => {
    expect(placesOf(sums(40), 'place 30', false).map(([, at]) => at)).toEqual([...sums(12).values(), 30]);
    expect(placesOf(sums(40), 'place 3', false)).toHaveLength(12);
  });
});
