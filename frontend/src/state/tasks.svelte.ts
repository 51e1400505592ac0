import type { Caller } from '../bridge';
import type { Methods, ProgressEvent } from '../contract/generated';
import { m, waitWords } from '../messages';

/** Milliseconds for which nothing is said of what is under way: most of it is over sooner. */
const SOON = 1000;

/** Something that takes its time. */
export class Task {
  done = $state(0);
  /** 0 while nobody knows. */
  total = $state(0);
  readonly say: () => string;
  /** Ends it early, where that can be. */
  readonly cancel: (() => void) | undefined;

  constructor(say: () => string, cancel?: () => void) {
    this.say = say;
    this.cancel = cancel;
  }

  /** 0–1, or null while nobody knows. */
  get share(): number | null {
    return this.total > 0 ? Math.min(1, this.done / this.total) : null;
  }
}

/** What is under way, and is told of once it has taken more than a second. */
export class Tasks {
  #slow: readonly Task[] = $state.raw([]);
  readonly #timers = new Map<Task, ReturnType<typeof setTimeout>>();
  readonly #jobs = new Map<string, Task>();

  /** The oldest first; of those that say the same, one. */
  get slow(): readonly Task[] {
    return this.#slow.filter(({ say }, at) => this.#slow.findIndex((other) => other.say === say) === at);
  }

  begin(say: () => string, cancel?: () => void): Task {
    const task = new Task(say, cancel);
    const timer = setTimeout(() => (this.#slow = [...this.#slow, task]), SOON);
    this.#timers.set(task, timer);
    return task;
  }

  end(task: Task): void {
    clearTimeout(this.#timers.get(task));
    this.#timers.delete(task);
    this.#slow = this.#slow.filter((other) => other !== task);
  }

  /** They go on, but nothing is said of those that say the same any more. */
  hide({ say }: Task): void {
    this.#slow = this.#slow.filter((other) => other.say !== say);
  }

  /** A caller of whose slow calls these tell. */
  watch(caller: Caller): Caller {
    return {
      call: async (method: keyof Methods, ...params: never[]) => {
        const say = waitWords(method);
        const task = say && this.begin(say);
        try {
          return await (caller.call as (...all: unknown[]) => Promise<unknown>).call(caller, method, ...params);
        } finally {
          if (task) this.end(task);
        }
      },
    } as Caller;
  }

  /** A job of the host's own which no row tells of: files that were deleted, on their way off the disk. */
  apply({ job, done, total, finished }: ProgressEvent): void {
    let task = this.#jobs.get(job);
    if (finished) {
      this.#jobs.delete(job);
      if (task) this.end(task);
      return;
    }
    if (!task) this.#jobs.set(job, (task = this.begin(m.wait_erasing)));
    Object.assign(task, { done, total });
  }

  /** The host is another now, or another page's: its jobs are told of anew. */
  forgetJobs(): void {
    for (const task of this.#jobs.values()) this.end(task);
    this.#jobs.clear();
  }
}
