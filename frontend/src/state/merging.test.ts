import { describe, expect, it } from 'vitest';
import { sorted } from './merging';

/** Runs all steps: what they came to, and how many there were. */
function run<T>(steps: Generator<void, T>): { result: T; count: number } {
  for (let count = 0; ; count += 1) {
    const { done, value } = steps.next();
    if (done) return { result: value, count };
  }
}

/** Numbers without an order, the same in each run. */
const shuffled = (length: number) => Array.from({ length }, (_, n) => (n * 7919) % length);

describe('sorting in steps', () => {
  it('comes to what Array.sort does, equal ones in the order they had', () => {
    const items = shuffled(5000).map((n, at) => ({ key: n % 10, at }));
    const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
    expect(run(sorted(items, compare)).result).toEqual([...items].sort(compare));
  });

  it('takes as many steps as there is to do', () => {
    const compare = (a: number, b: number) => a - b;
    const far = run(sorted(shuffled(10_000), compare)).count;
    const near = run(sorted([...Array(10_000).keys()], compare)).count;
    expect(near).toBeGreaterThan(10);
    expect(far).toBeGreaterThan(2 * near);
  });

  it('sorts nothing, and one', () => {
    const never = () => 0;
    expect(run(sorted([], never)).result).toEqual([]);
    expect(run(sorted(['one'], never)).result).toEqual(['one']);
  });
});
