import type { Caller } from '../bridge';
import type { CreateTorrent, Creation, ProgressEvent } from '../contract/generated';

const ENDED: ReadonlySet<Creation['state']> = new Set<Creation['state']>(['done', 'failed', 'cancelled']);

export function isOver({ state }: Pick<Creation, 'state'>): boolean {
  return ENDED.has(state);
}

/** Torrents that are being made, or were since the window opened: they outlive the dialog. */
export class Creations {
  #all: readonly Creation[] = $state.raw([]);
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  get running(): readonly Creation[] {
    return this.#all.filter((creation) => !isOver(creation));
  }

  get(job: string): Creation | undefined {
    return this.#all.find((creation) => creation.job === job);
  }

  /** Returns the job. Rejects with why it can't begin. */
  async begin(params: CreateTorrent): Promise<string> {
    const { job } = await this.#caller.call('create_torrent', params);
    // Its first event may be behind this reply.
    if (!this.get(job)) this.apply(await this.#caller.call('get_create', { job }));
    return job;
  }

  async cancel(job: string): Promise<void> {
    await this.#caller.call('cancel_create', { job });
  }

  /** True where it has just ended. */
  apply(creation: Creation): boolean {
    const before = this.get(creation.job);
    const others = this.#all.filter(({ job }) => job !== creation.job);
    this.#all = [...others, creation];
    return isOver(creation) && before !== undefined && !isOver(before);
  }

  progress({ job, done, total }: ProgressEvent): void {
    this.#all = this.#all.map((creation) => (creation.job === job ? { ...creation, done, total } : creation));
  }
}
