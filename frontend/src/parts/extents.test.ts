import { expect, test } from 'vitest';
import { Extents } from './extents';

const sizes = [40, 48, 48, 40, 48];
const extents = new Extents(sizes.length, (index) => sizes[index] ?? 0);

test('each begins where the one before it ends', () => {
  expect(sizes.map((_, index) => extents.start(index))).toEqual([0, 40, 88, 136, 176]);
  expect(extents.end(1)).toBe(88);
  expect(extents.total).toBe(224);
});

test('an item is found from its first pixel to its last', () => {
  expect([0, 39, 40, 87, 88, 175, 176, 223].map((offset) => extents.at(offset))).toEqual([0, 0, 1, 1, 2, 3, 4, 4]);
});

test('before the first and behind the last there is none but these', () => {
  expect(extents.at(-10)).toBe(0);
  expect(extents.at(1000)).toBe(4);
});

test('of nothing, all is nothing', () => {
  const none = new Extents(0, () => 0);
  expect(none.count).toBe(0);
  expect(none.total).toBe(0);
  expect(none.at(50)).toBe(0);
});
