import type { Caller } from '../bridge';
import type { LogEntry } from '../contract/generated';

const PAGE = 100;
/** Milliseconds between two looks for what is new. */
const AGAIN = 2000;

/** What happened, to one torrent or to all: the newest first, older ones as they are asked for. */
export class LogStore {
  entries: readonly LogEntry[] = $state.raw([]);
  /** False until the first answer is here. */
  loaded = $state(false);
  #next: number | null = $state(null);
  #asking = false;
  readonly #caller: Caller;
  readonly #id: string | null;

  constructor(caller: Caller, id: string | null) {
    this.#caller = caller;
    this.#id = id;
  }

  get hasOlder(): boolean {
    return this.#next !== null;
  }

  /** Looks for what is new, now and from time to time, until the returned function is called. */
  follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const look = async () => {
      await this.#look();
      if (!over) timer = setTimeout(() => void look(), AGAIN);
    };
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }

  async older(): Promise<void> {
    if (this.#next === null || this.#asking) return;
    this.#asking = true;
    try {
      const { entries, next } = await this.#ask(this.#next);
      this.entries = [...this.entries, ...entries];
      this.#next = next;
    } catch {
      // The host has gone; what is there stays.
    } finally {
      this.#asking = false;
    }
  }

  async #look(): Promise<void> {
    try {
      const { entries, next } = await this.#ask(null);
      const newest = this.entries[0]?.number ?? 0;
      const fresh = entries.filter(({ number }) => number > newest);
      // More is new than a page holds: begin anew, or there would be a gap.
      if (!this.loaded || (fresh.length === entries.length && next !== null)) {
        this.entries = entries;
        this.#next = next;
      } else if (fresh.length > 0) this.entries = [...fresh, ...this.entries];
      this.loaded = true;
    } catch {
      // The host has gone; the next look may find it.
    }
  }

  #ask(before: number | null) {
    return this.#caller.call('get_log', { id: this.#id, before, limit: PAGE });
  }
}
