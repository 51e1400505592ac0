import type { Pieces } from '../../contract/generated';

/** Seconds until a piece that has just arrived looks like the others. */
export const AFTERGLOW = 20;

/** Seconds for which the light of a download that has finished runs over the map, and for which it fades behind. */
const RUN = 0.9;
const FADE = 0.9;

const ZERO = '0'.charCodeAt(0);
const ALL = 9;

/** What a cell of the map shows. */
export interface CellLook {
  /** Share of its pieces that are here: 0, or up to 1. */
  have: number;
  /** 1 for one that came this instant, falling to 0 over the afterglow. */
  fresh: number;
  active: boolean;
  /** Connected peers that have the rarest of its missing pieces, 9 for more than that; null while nobody knows. */
  offered: number | null;
}

/** Remembers when each cell of a piece map last grew, so that what is new can be bright. */
export class Phosphor {
  #have = '';
  #availability = '';
  #active: ReadonlySet<number> = new Set();
  #lit = new Float64Array(0);
  #lastLit = -Infinity;
  #finished = -Infinity;

  /** How many cells there are. */
  get cells(): number {
    return this.#have.length;
  }

  /** Takes in the present state. What was there at the first look is not new. `now` in seconds. */
  update({ have, availability, active }: Pick<Pieces, 'have' | 'availability' | 'active'>, now: number): void {
    this.#availability = availability;
    this.#active = new Set(active);
    if (have.length !== this.#have.length) this.#lit = new Float64Array(have.length).fill(-Infinity);
    else if (have !== this.#have) this.#light(have, now);
    this.#have = have;
  }

  /** Whether anything still decays and the map should be painted again. */
  isDecaying(now: number): boolean {
    return now - this.#lastLit < AFTERGLOW;
  }

  /** All of it is here: a light runs over it once, from the first cell to the last. */
  finish(now: number): void {
    this.#finished = now;
  }

  /** Whether that light is still on its way. */
  isFinishing(now: number): boolean {
    return now - this.#finished < RUN + FADE;
  }

  look(cell: number, now: number): CellLook {
    const age = Math.min(1, (now - (this.#lit[cell] ?? -Infinity)) / AFTERGLOW);
    return {
      have: (this.#have.charCodeAt(cell) - ZERO) / ALL,
      fresh: Math.max((1 - age) ** 2.4, this.isFinishing(now) ? this.#passing(cell, now) : 0),
      active: this.#active.has(cell),
      offered: this.#availability === '' ? null : this.#availability.charCodeAt(cell) - ZERO,
    };
  }

  /** How bright the light that runs over the map is at a cell: 1 where it is now. */
  #passing(cell: number, now: number): number {
    const since = now - this.#finished - (cell / this.cells) * RUN;
    return since < 0 ? 0 : Math.max(0, 1 - since / FADE) ** 2;
  }

  #light(have: string, now: number): void {
    for (let cell = 0; cell < have.length; cell += 1) {
      if (have.charCodeAt(cell) <= this.#have.charCodeAt(cell)) continue;
      this.#lit[cell] = now;
      this.#lastLit = now;
    }
  }
}

/** Several cells as one: as whole as the least of them, as bright as the newest. */
export function merged(phosphor: Phosphor, first: number, last: number, now: number): CellLook {
  const look = phosphor.look(first, now);
  for (let cell = first + 1; cell <= last; cell += 1) {
    const other = phosphor.look(cell, now);
    look.have = Math.min(look.have, other.have);
    look.fresh = Math.max(look.fresh, other.fresh);
    look.active ||= other.active;
    if (other.offered !== null && look.offered !== null) look.offered = Math.min(look.offered, other.offered);
  }
  return look;
}

/**
 * How the cells spread over the dots that fit. With more cells than dots a dot stands for several;
 * with fewer, several dots stand for one cell, of which only the middle one shows what is in flight.
 */
export function spread(cells: number, dots: number): { first: number; last: number; middle: boolean }[] {
  return Array.from({ length: dots }, (_, dot) => {
    if (cells >= dots) {
      const first = Math.ceil((dot * cells) / dots);
      return { first, last: Math.ceil(((dot + 1) * cells) / dots) - 1, middle: true };
    }
    const cell = Math.floor((dot * cells) / dots);
    return { first: cell, last: cell, middle: dot === Math.floor(((cell + 0.5) * dots) / cells) };
  });
}
