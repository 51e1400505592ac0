import { describe, expect, it } from 'vitest';
import { tipPlace } from './tip-place';

const ROOM = { width: 1000, height: 600 };
const SIZE = { width: 100, height: 24 };
const button = (left: number, top: number) => ({ left, top, right: left + 28, bottom: top + 28 });

describe('where a tooltip stands', () => {
  it('is at its side, over the middle', () => {
    expect(tipPlace(button(400, 300), SIZE, ROOM, 'bottom')).toEqual({ left: 364, top: 334 });
    expect(tipPlace(button(400, 300), SIZE, ROOM, 'top')).toEqual({ left: 364, top: 270 });
    expect(tipPlace(button(400, 300), SIZE, ROOM, 'left')).toEqual({ left: 294, top: 302 });
    expect(tipPlace(button(400, 300), SIZE, ROOM, 'right')).toEqual({ left: 434, top: 302 });
  });

  it('is at the other side where there is no room', () => {
    expect(tipPlace(button(400, 566), SIZE, ROOM, 'bottom').top).toBe(536);
    expect(tipPlace(button(400, 4), SIZE, ROOM, 'top').top).toBe(38);
    expect(tipPlace(button(960, 300), SIZE, ROOM, 'right').left).toBe(854);
    expect(tipPlace(button(20, 300), SIZE, ROOM, 'left').left).toBe(54);
  });

  it('stays in the window', () => {
    expect(tipPlace(button(0, 300), SIZE, ROOM, 'bottom').left).toBe(8);
    expect(tipPlace(button(972, 300), SIZE, ROOM, 'bottom').left).toBe(892);
  });
});
