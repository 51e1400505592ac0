interface Point {
  x: number;
  y: number;
}

type Sides = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

/** Pixels by which a hand may waver on the way. */
const WAVER = 6;

/**
 * Whether a pointer that left an entry from `from` is on its way to the sub-menu beside it, though it passes over other
 * entries: it is in the triangle between where it left and the near edge of the sub-menu.
 */
export function isOnWayTo({ left, right, top, bottom }: Sides, from: Point, to: Point): boolean {
  const isRight = left >= from.x;
  const near = isRight ? left : right;
  const began = isRight ? from.x - WAVER : from.x + WAVER;
  const share = (to.x - began) / (near - began);
  if (!(share >= 0 && share <= 1)) return false;
  const above = from.y + (top - from.y) * share - WAVER;
  const below = from.y + (bottom - from.y) * share + WAVER;
  return to.y >= above && to.y <= below;
}
