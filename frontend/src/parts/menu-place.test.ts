import { describe, expect, it } from 'vitest';
import { menuPlace, type Spot } from './menu-place';

const ROOM = { width: 1000, height: 600 };
const SIZE = { width: 200, height: 300 };
const point = (x: number, y: number): Spot => ({ left: x, right: x, top: y, bottom: y, way: 'beside', align: 'start' });
const button: Spot = { left: 500, right: 540, top: 100, bottom: 130, way: 'below', align: 'end' };

describe('where a menu stands', () => {
  it('is behind the point that was pressed, along the line', () => {
    expect(menuPlace(point(400, 100), SIZE, ROOM, false)).toMatchObject({ left: 402, top: 100 });
    expect(menuPlace(point(400, 100), SIZE, ROOM, true)).toMatchObject({ left: 198, top: 100 });
  });

  it('is at its other side where there is no room', () => {
    expect(menuPlace(point(900, 100), SIZE, ROOM, false)).toMatchObject({ left: 698, origin: 'right top' });
    expect(menuPlace(point(100, 100), SIZE, ROOM, true)).toMatchObject({ left: 102, origin: 'left top' });
  });

  it('stays in the window', () => {
    expect(menuPlace(point(400, 590), SIZE, ROOM, false).top).toBe(292);
    const high = menuPlace(point(400, 590), { width: 200, height: 900 }, ROOM, false);
    expect(high).toMatchObject({ top: 8, maxHeight: 584 });
    expect(menuPlace(point(100, 100), SIZE, { width: 250, height: 600 }, false).left).toBe(42);
  });

  it('shares an edge with its button, below it', () => {
    expect(menuPlace(button, SIZE, ROOM, false)).toMatchObject({ left: 340, top: 134, origin: 'right top' });
    expect(menuPlace(button, SIZE, ROOM, true)).toMatchObject({ left: 500, origin: 'left top' });
    expect(menuPlace({ ...button, align: 'start' }, SIZE, ROOM, false).left).toBe(500);
  });

  it('is above a button where there is more room', () => {
    const low = { ...button, top: 500, bottom: 530 };
    expect(menuPlace(low, SIZE, ROOM, false)).toMatchObject({ top: 196, origin: 'right bottom' });
    expect(menuPlace(low, { width: 200, height: 550 }, ROOM, false)).toMatchObject({ top: 8, maxHeight: 488 });
  });
});
