import { describe, expect, it } from 'vitest';
import { addressesIn, canStep, renamed, stepped, tiersOf, without } from './tracker-list';

const LIST = [
  { url: 'a', tier: 0 },
  { url: 'b', tier: 0 },
  { url: 'c', tier: 4 },
];

describe('the list of trackers', () => {
  it('is parted by tiers, whatever their numbers', () => {
    expect(tiersOf(LIST).map((tier) => tier.map(({ url }) => url))).toEqual([['a', 'b'], ['c']]);
  });

  it('lets one out of a shared tier, and from its own into the next', () => {
    const parted = stepped(LIST, 'b', 1);
    expect(parted).toEqual([
      { url: 'a', tier: 0 },
      { url: 'b', tier: 1 },
      { url: 'c', tier: 2 },
    ]);
    expect(stepped(parted, 'b', 1)).toEqual([
      { url: 'a', tier: 0 },
      { url: 'b', tier: 1 },
      { url: 'c', tier: 1 },
    ]);
    expect(stepped(parted, 'b', -1)).toEqual([
      { url: 'a', tier: 0 },
      { url: 'b', tier: 0 },
      { url: 'c', tier: 1 },
    ]);
  });

  it('knows its ends', () => {
    expect(canStep(LIST, 'c', 1)).toBe(false);
    expect(canStep(LIST, 'c', -1)).toBe(true);
  });

  it('loses one, or has another in its place', () => {
    expect(without(LIST, 'c')).toHaveLength(2);
    expect(renamed(LIST, 'c', 'd').at(-1)).toEqual({ url: 'd', tier: 1 });
  });

  it('is read from what was pasted', () => {
    expect(addressesIn(' udp://a:1\n\nudp://b:1, udp://a:1')).toEqual(['udp://a:1', 'udp://b:1']);
  });
});
