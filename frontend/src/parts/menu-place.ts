/** What a menu belongs to, in pixels of the window: a control, an entry, or the point that was pressed. */
export interface Spot {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Below a control; beside an entry or a point. */
  way: 'below' | 'beside';
  /** Which edge of the control it shares, along the line. */
  align: 'start' | 'end';
}

interface Size {
  width: number;
  height: number;
}

interface Place {
  left: number;
  top: number;
  /** What there is room for; the rest is scrolled to. */
  maxHeight: number;
  /** The corner it grows from. */
  origin: string;
}

/** Pixels between a menu and the window's edges, a control above it, and an entry beside it. */
const EDGE = 8;
const BELOW = 4;
const BESIDE = 2;

/** Where a menu of that size stands in the window: where it is meant to, or else where there is room. */
export function menuPlace(spot: Spot, size: Size, room: Size, mirrored: boolean): Place {
  return spot.way === 'below' ? below(spot, size, room, mirrored) : beside(spot, size, room, mirrored);
}

function below({ left, right, top, bottom, align }: Spot, size: Size, room: Size, mirrored: boolean): Place {
  const under = room.height - EDGE - bottom - BELOW;
  const over = top - BELOW - EDGE;
  const down = size.height <= under || under >= over;
  const maxHeight = Math.max(0, down ? under : over);
  const toTheLeft = (align === 'end') !== mirrored;
  return {
    left: within(toTheLeft ? right - size.width : left, size.width, room.width),
    top: down ? bottom + BELOW : top - BELOW - Math.min(size.height, maxHeight),
    maxHeight,
    origin: `${toTheLeft ? 'right' : 'left'} ${down ? 'top' : 'bottom'}`,
  };
}

function beside({ left, right, top }: Spot, { width, height }: Size, room: Size, mirrored: boolean): Place {
  const fitsRight = right + BESIDE + width <= room.width - EDGE;
  const fitsLeft = left - BESIDE - width >= EDGE;
  const toTheLeft = mirrored ? fitsLeft || !fitsRight : fitsLeft && !fitsRight;
  return {
    left: within(toTheLeft ? left - BESIDE - width : right + BESIDE, width, room.width),
    top: within(top, height, room.height),
    maxHeight: room.height - 2 * EDGE,
    origin: `${toTheLeft ? 'right' : 'left'} top`,
  };
}

function within(at: number, length: number, room: number): number {
  return Math.max(EDGE, Math.min(at, room - EDGE - length));
}
