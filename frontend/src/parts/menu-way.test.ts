import { describe, expect, it } from 'vitest';
import { isOnWayTo } from './menu-way';

const at = (x: number, y: number) => ({ x, y });

describe('the way to a sub-menu', () => {
  const right = { left: 200, right: 350, top: 100, bottom: 400 };
  const left = { left: 0, right: 50, top: 100, bottom: 400 };

  it('goes over the entries between', () => {
    expect(isOnWayTo(right, at(100, 120), at(120, 140))).toBe(true);
    expect(isOnWayTo(right, at(100, 120), at(190, 370))).toBe(true);
  });

  it('is left by who turns away from it', () => {
    expect(isOnWayTo(right, at(100, 120), at(101, 160))).toBe(false);
    expect(isOnWayTo(right, at(100, 120), at(80, 130))).toBe(false);
    expect(isOnWayTo(right, at(100, 120), at(190, 420))).toBe(false);
  });

  it('goes to the left as well', () => {
    expect(isOnWayTo(left, at(150, 120), at(130, 140))).toBe(true);
    expect(isOnWayTo(left, at(150, 120), at(170, 130))).toBe(false);
  });
});
