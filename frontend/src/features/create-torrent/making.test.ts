import { describe, expect, it } from 'vitest';
import { linesIn, tiersIn } from './making.svelte';

describe('trackers as they are typed', () => {
  it('are one a line, in tiers parted by empty lines', () => {
    expect(tiersIn('a\n b \n\n\nc\n')).toEqual([['a', 'b'], ['c']]);
    expect(tiersIn(' \n')).toEqual([]);
    expect(linesIn('x\n\n y')).toEqual(['x', 'y']);
  });
});
