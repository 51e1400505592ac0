import type { TorrentRow } from '../contract/generated';
import { Arrangement, type Question } from './arrangement';
import type { Ranked } from './ordering';

/** Milliseconds of one turn: half a frame, so that the other half draws. */
const TURN = 8;

/** As many rows are arranged at once; for more, what was typed or pressed is seen first. */
const FEW = 500;

type Rows = ReadonlyMap<string, TorrentRow>;

/** An arrangement on its way. */
interface Work {
  arrangement: Arrangement;
  steps: Iterator<void>;
  /** What changed since it was begun. */
  later: Set<string>;
}

/** Answers one question after the other. What takes longer than a turn goes on in later ones, the last answer in place. */
export class Arranging {
  #shown: Arrangement | undefined;
  #question: Question | undefined;
  #work: Work | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #known = new Map<string, Ranked>();
  readonly #rows: () => Rows;
  readonly #now: () => number;
  readonly #ready: () => void;

  /** `ready` is called when an answer is there that could not be given at once. */
  constructor(rows: () => Rows, now: () => number, ready: () => void) {
    this.#rows = rows;
    this.#now = now;
    this.#ready = ready;
  }

  /** The arrangement for this question; until it is made, the one before. */
  for(question: Question): Arrangement {
    if (question !== this.#question) this.#begin(question);
    return (this.#shown ??= this.#finish());
  }

  /** Looks again at what changed, in what is shown and in what is on its way. */
  update(changed: ReadonlySet<string>): void {
    this.#shown?.update(this.#rows(), changed, this.#now());
    for (const id of changed) this.#work?.later.add(id);
  }

  /** Answers the last question now, however long it takes. */
  settle(): void {
    if (!this.#work) return;
    this.#shown = this.#finish();
    this.#ready();
  }

  #begin(question: Question): void {
    const rows = this.#rows();
    this.#question = question;
    const arrangement = new Arrangement(question, this.#known);
    this.#work = { arrangement, steps: this.#steps(arrangement, rows), later: new Set() };
    const waits = rows.size > FEW && this.#shown !== undefined;
    if (!waits && this.#advance(this.#work)) this.#shown = this.#finish();
    else this.#schedule();
  }

  *#steps(arrangement: Arrangement, rows: Rows): Generator<void> {
    yield* arrangement.steps(rows, this.#idsInOrder(rows), this.#now());
  }

  /** As they stand now, so that what the new question finds equal stays as it stood. */
  #idsInOrder(rows: Rows): string[] {
    const ids = this.#shown?.order.map(({ id }) => id) ?? [];
    for (const id of rows.keys()) if (!this.#shown?.has(id)) ids.push(id);
    return ids;
  }

  /** Whether that was the last turn. */
  #advance({ steps }: Work): boolean {
    const until = performance.now() + TURN;
    while (performance.now() < until) if (steps.next().done) return true;
    return false;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#work) return;
      if (this.#advance(this.#work)) this.settle();
      else this.#schedule();
    });
  }

  #finish(): Arrangement {
    const { arrangement, steps, later } = this.#work ?? idle();
    this.#work = undefined;
    clearTimeout(this.#timer);
    while (!steps.next().done);
    arrangement.update(this.#rows(), later, this.#now());
    return arrangement;
  }
}

function idle(): Work {
  return {
    arrangement: new Arrangement({ shows: () => false, sorts: [] }),
    steps: [][Symbol.iterator](),
    later: new Set(),
  };
}
