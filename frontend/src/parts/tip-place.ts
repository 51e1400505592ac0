export type Side = 'top' | 'bottom' | 'left' | 'right';

interface Size {
  width: number;
  height: number;
}

/** What it belongs to, in pixels of the window. */
type Box = Readonly<Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>>;

/** Pixels between a tooltip and the window's edges, and what it belongs to. */
const EDGE = 8;
const BESIDE = 6;

const OPPOSITE: Readonly<Record<Side, Side>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

/** Where a tooltip of that size stands in the window: at that side of the middle, or at the other where there is no room. */
export function tipPlace(box: Box, size: Size, room: Size, side: Side): { left: number; top: number } {
  const free = { top: box.top, bottom: room.height - box.bottom, left: box.left, right: room.width - box.right };
  const upright = side === 'top' || side === 'bottom';
  const needs = (upright ? size.height : size.width) + BESIDE + EDGE;
  const at = free[side] < needs && free[OPPOSITE[side]] > free[side] ? OPPOSITE[side] : side;
  const left = { left: box.left - BESIDE - size.width, right: box.right + BESIDE };
  const top = { top: box.top - BESIDE - size.height, bottom: box.bottom + BESIDE };
  const middle = { x: (box.left + box.right - size.width) / 2, y: (box.top + box.bottom - size.height) / 2 };
  return {
    left: within(at === 'left' || at === 'right' ? left[at] : middle.x, size.width, room.width),
    top: within(at === 'top' || at === 'bottom' ? top[at] : middle.y, size.height, room.height),
  };
}

function within(at: number, length: number, room: number): number {
  return Math.round(Math.max(EDGE, Math.min(at, room - EDGE - length)));
}
