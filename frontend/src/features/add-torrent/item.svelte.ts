import type { Preview } from '../../contract/generated';
import { isWebLink } from '../../format';
import { type ErrorWords, explain, explainFetch, m } from '../../messages';
import { type App, type Arrival, type Known, knownFrom } from '../../state';
import { FileBrowser } from '../file-tree/file-browser.svelte';
import { PRIORITIES } from '../file-tree/file-sums';
import type { TreeFile } from '../file-tree/file-tree';
import { ItemCollisions } from './collisions.svelte';
import { contentOf, type Given, hostOf, nameOf, TooLarge } from './given';

/** `looking`: its files are not known yet; `known`: it is in the list already. */
export type ItemState = 'looking' | 'ready' | 'known' | 'failed';

type Previews = App['previews'];

/** One torrent of the Add dialog: what is known of it, and which of its files are wanted. */
export class AddItem {
  readonly given: Given;
  /** What the host calls its preview; null until it has begun one. */
  handle: string | null = $state(null);
  readonly browser: FileBrowser;
  /** Who has files where it would write its own, in the folder that is chosen. */
  readonly collisions: ItemCollisions;
  readonly #previews: Previews;
  #refused: ErrorWords | undefined = $state.raw();
  #known: Known | undefined = $state.raw();
  /** One for each file; null while nobody has chosen. */
  #chosen: readonly number[] | null = $state.raw(null);

  readonly preview: Preview | undefined = $derived.by(() =>
    this.handle === null ? undefined : this.#previews.get(this.handle),
  );
  /** The same list until it changes: previews come anew with every peer. */
  readonly #listed = $derived.by(() => this.preview?.files ?? null);
  readonly #selected = $derived.by(() => this.preview?.selected ?? null);
  readonly priorities: readonly number[] = $derived.by(() => {
    const chosen = this.#chosen;
    return chosen && chosen.length === this.#listed?.length ? chosen : this.#first();
  });
  readonly files: readonly TreeFile[] = $derived.by(() =>
    (this.#listed ?? []).map(({ path, size }, index) => ({
      index,
      path,
      size,
      done: 0,
      priority: this.priorities[index] ?? PRIORITIES.normal,
    })),
  );

  /** `chosen` is what a person had chosen before its files were known here. */
  constructor(given: Given, previews: Previews, chosen: readonly number[] | null = null) {
    this.given = given;
    this.#chosen = chosen;
    this.#previews = previews;
    this.collisions = new ItemCollisions(previews);
    const files = () => this.files;
    this.browser = new FileBrowser({
      get files() {
        return files();
      },
      progress: [],
      setPriorities: (priorities) => {
        this.#chosen = priorities;
      },
    });
  }

  /** The priority of each file; null while nobody has chosen. */
  get chosen(): readonly number[] | null {
    return this.#chosen;
  }

  get name(): string {
    return this.known?.name || this.preview?.name || nameOf(this.given);
  }

  get state(): ItemState {
    if (this.known) return 'known';
    if (this.trouble) return 'failed';
    return this.preview?.ready ? 'ready' : 'looking';
  }

  /** The torrent in the list that is this very one. */
  get known(): Known | undefined {
    const { preview } = this;
    if (this.#known || !preview?.duplicate_of) return this.#known;
    const { duplicate_id: id, duplicate_of: name, new_trackers: newTrackers } = preview;
    return { id: id ?? preview.id, name, newTrackers };
  }

  /** Why it can't be added, in words. */
  get trouble(): ErrorWords | undefined {
    const error = this.preview?.error;
    return this.#refused ?? (error ? explainFetch(error, this.host) : undefined);
  }

  /** The host of the web address it comes from; empty for what comes from elsewhere. */
  get host(): string {
    return hostOf(this.given);
  }

  /** Whether its torrent file is being fetched: nothing can be added before it is here. */
  get fetching(): boolean {
    return this.host !== '' && this.state === 'looking' && !this.preview?.id;
  }

  /** Bytes of the chosen files; 0 until they are known. */
  get size(): number {
    return this.browser.chosenSize;
  }

  /** Whether adding it would do something now. */
  get addable(): boolean {
    if (this.handle === null || this.fetching) return false;
    if (this.state === 'looking') return true;
    return this.state === 'ready' && this.browser.chosenCount > 0 && this.collisions.settled;
  }

  get arrival(): Arrival | undefined {
    return this.preview && this.#previews.arrival(this.preview.preview);
  }

  /** Has the host look at it. Never rejects: what went wrong is told in `trouble` or `known`. */
  async begin(): Promise<void> {
    try {
      this.handle = (await this.#ask()).preview;
    } catch (error) {
      this.refuse(error);
    }
  }

  refuse(error: unknown): void {
    this.#known = knownFrom(error);
    if (this.#known) return;
    this.#refused = error instanceof TooLarge ? { text: m.add_too_large() } : explain(error);
  }

  async #ask(): Promise<Preview> {
    switch (this.given.kind) {
      case 'link':
        return isWebLink(this.given.uri)
          ? this.#previews.startLink(this.given.uri)
          : this.#previews.startMagnet(this.given.uri);
      case 'path':
        return this.#previews.startFile({ path: this.given.path });
      case 'file':
        return this.#previews.startFile({ content: await contentOf(this.given.file) });
    }
  }

  /** All of them, or those that the link itself asks for. */
  #first(): number[] {
    const asked = this.#selected && new Set(this.#selected);
    const wanted = (index: number) => !asked || asked.has(index);
    return (this.#listed ?? []).map((_, index) => (wanted(index) ? PRIORITIES.normal : PRIORITIES.skip));
  }
}
