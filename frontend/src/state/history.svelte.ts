import type { SessionInfo, TorrentRow } from '../contract/generated';

/** Samples kept of each history: five minutes, one a second. */
export const HISTORY_SECONDS = 300;

/** Rates over the last five minutes. A fixed ring: nothing is allocated as time goes by. */
export class RateRing {
  readonly #times = new Float64Array(HISTORY_SECONDS);
  readonly #down = new Float64Array(HISTORY_SECONDS);
  readonly #up = new Float64Array(HISTORY_SECONDS);
  #next = 0;
  #length = 0;
  /** How many of the latest samples were zero in both directions. */
  quiet = 0;

  get length(): number {
    return this.#length;
  }

  /** `time` in Unix seconds, rates in bytes a second. */
  push(time: number, down: number, up: number): void {
    this.#times[this.#next] = time;
    this.#down[this.#next] = down;
    this.#up[this.#next] = up;
    this.#next = (this.#next + 1) % HISTORY_SECONDS;
    this.#length = Math.min(this.#length + 1, HISTORY_SECONDS);
    this.quiet = down === 0 && up === 0 ? this.quiet + 1 : 0;
  }

  /** Oldest first: times, download rates, upload rates. */
  series(): [times: number[], down: number[], up: number[]] {
    return [this.#unrolled(this.#times), this.#unrolled(this.#down), this.#unrolled(this.#up)];
  }

  #unrolled(ring: Float64Array): number[] {
    const first = this.#length < HISTORY_SECONDS ? 0 : this.#next;
    return Array.from({ length: this.#length }, (_, i) => ring[(first + i) % HISTORY_SECONDS] ?? 0);
  }
}

/** Rate histories: one of the program, and one of each torrent that moved lately. */
export class Histories {
  /** Grows with each sample; graphs read it to hear of new ones. */
  tick = $state(0);
  readonly session = new RateRing();
  readonly #torrents = new Map<string, RateRing>();

  of(id: string): RateRing | undefined {
    return this.#torrents.get(id);
  }

  sample(time: number, session: SessionInfo, rows: ReadonlyMap<string, TorrentRow>): void {
    this.session.push(time, session.down_rate, session.up_rate);
    for (const row of rows.values()) {
      if (row.down_rate > 0 || row.up_rate > 0) this.#begin(row.id);
    }
    for (const [id, ring] of this.#torrents) {
      const row = rows.get(id);
      ring.push(time, row?.down_rate ?? 0, row?.up_rate ?? 0);
      if (!row || ring.quiet >= HISTORY_SECONDS) this.#torrents.delete(id);
    }
    this.tick += 1;
  }

  #begin(id: string): void {
    if (!this.#torrents.has(id)) this.#torrents.set(id, new RateRing());
  }
}
