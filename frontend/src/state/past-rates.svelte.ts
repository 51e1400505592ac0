import type { Caller } from '../bridge';
import type { Span } from '../contract/generated';

export type RateSeries = [times: number[], down: number[], up: number[]];

const EMPTY: RateSeries = [[], [], []];

/** Milliseconds after which what was told is asked for again: a fraction of a step. */
const AGAIN: Readonly<Record<Span, number>> = { hour: 5_000, day: 60_000, month: 600_000 };

/** Rates of the past of one torrent, or of all: the host remembers them, whether or not a window looks. */
export class PastRates {
  series: RateSeries = $state.raw(EMPTY);
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Asks now and from time to time, until the returned function is called. */
  follow(id: string | null, span: Span): () => void {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.series = EMPTY;
    const ask = async () => {
      try {
        const { start, step, down, up } = await this.#caller.call('get_rates', { id, span });
        // In the middle of each step, since it is the step's mean.
        if (!over) this.series = [down.map((_, index) => start + (index + 0.5) * step), down, up];
      } catch {
        // The torrent has gone, or the host; the graph stays as it is.
      }
      if (!over) timer = setTimeout(() => void ask(), AGAIN[span]);
    };
    void ask();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }
}
