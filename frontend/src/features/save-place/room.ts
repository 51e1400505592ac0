import type { Space } from '../../contract/generated';

/** A volume with what is to come laid out on it. Bytes. */
export interface Room {
  used: number;
  promised: number;
  /** Of what is being added, as much as there is room for. */
  mine: number;
  total: number;
  free: number;
  /** Free once all is done; negative where it does not fit. */
  after: number;
  /** `short`: it fits now, but not together with what is promised; `none`: it does not fit. */
  fit: 'fits' | 'short' | 'none';
}

export function roomFor({ free, total, promised }: Space, size: number): Room {
  const after = free - promised - size;
  const kept = Math.min(promised, free);
  return {
    used: total - free,
    promised: kept,
    mine: Math.min(size, free - kept),
    total,
    free,
    after,
    fit: size > free ? 'none' : after < 0 ? 'short' : 'fits',
  };
}
