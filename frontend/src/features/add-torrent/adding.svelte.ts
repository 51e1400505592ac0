import { type ErrorWords, explain } from '../../messages';
import { type AddRequest, type App, type Filled, isAboutFolder, isAboutPaths } from '../../state';
import { Choices } from './choices.svelte';
import { type Given, keyOf, linksIn } from './given';
import { AddItem } from './item.svelte';

type Needs = Pick<App, 'previews' | 'settings'>;

/** What the Add dialog holds, from its opening to its end. */
export class Adding {
  items: readonly AddItem[] = $state.raw([]);
  #at: AddItem | undefined = $state.raw();
  /** Whether the host is at work on what was pressed. */
  busy = $state(false);
  /** Why the folder can't be used, in words. */
  folderTrouble: ErrorWords | undefined = $state.raw();
  /** Links as they are typed, while nothing is being looked at. */
  text = $state('');
  /** Why nothing of that text can be used. */
  textTrouble: ErrorWords | undefined = $state.raw();
  readonly choices: Choices;
  readonly #previews: Needs['previews'];
  readonly #filled: Filled | undefined;
  readonly #heard = { magnets: 0, paths: 0, files: 0 };
  #ended = false;

  /** `filled` is how far a person had come with it before. */
  constructor({ previews, settings }: Needs, filled?: Filled) {
    this.#previews = previews;
    this.#filled = filled;
    this.choices = new Choices(settings, filled);
  }

  /** The one whose files are shown: the first with something to choose, until a person picks one. */
  get selected(): AddItem | undefined {
    const choosable = ({ state }: AddItem) => state === 'ready' || state === 'looking';
    return this.items.find((item) => item === this.#at) ?? this.items.find(choosable) ?? this.items[0];
  }

  get addable(): readonly AddItem[] {
    return this.items.filter(({ addable }) => addable);
  }

  /** Bytes of all that would be added. */
  get size(): number {
    return this.addable.reduce((sum, { size }) => sum + size, 0);
  }

  /** Whether the size of one that would be added is not known yet. */
  get waiting(): boolean {
    return this.addable.some(({ state }) => state === 'looking');
  }

  /** All of it that another page could take up. */
  get draft(): AddRequest {
    const given = this.items.map((item) => item.given);
    const { folder, paused, sequential, top } = this.choices;
    const files = this.items.flatMap(({ given: one, chosen }) => {
      const key = keyOf(one);
      return key === null || chosen === null ? [] : [[key, chosen] as const];
    });
    return {
      magnets: given.flatMap((one) => (one.kind === 'link' ? [one.uri] : [])),
      paths: given.flatMap((one) => (one.kind === 'path' ? [one.path] : [])),
      text: this.text,
      filled: { folder, paused, sequential, top, files: Object.fromEntries(files) },
    };
  }

  select(item: AddItem): void {
    this.#at = item;
  }

  /** Takes what is new in a request that grows while the dialog is open. */
  hear({ magnets, paths, files = [] }: AddRequest): void {
    const heard = this.#heard;
    const given: Given[] = [
      ...magnets.slice(heard.magnets).map((uri) => ({ kind: 'link' as const, uri })),
      ...paths.slice(heard.paths).map((path) => ({ kind: 'path' as const, path })),
      ...files.slice(heard.files).map((file) => ({ kind: 'file' as const, file })),
    ];
    Object.assign(heard, { magnets: magnets.length, paths: paths.length, files: files.length });
    void this.take(given);
  }

  /** Shows them at once, and has the host look at each. */
  async take(given: readonly Given[]): Promise<void> {
    if (given.length === 0) return;
    this.textTrouble = undefined;
    const items = given.map((one) => new AddItem(one, this.#previews, this.#filled?.files[keyOf(one) ?? '']));
    this.items = [...this.items, ...items];
    await Promise.all(items.map((item) => this.#begin(item)));
  }

  /** Goes on with the links of the text; where none of them is one, says why. */
  async takeText(): Promise<void> {
    const items = linksIn(this.text).map((one) => new AddItem(one, this.#previews));
    if (items.length === 0 || this.busy) return;
    this.busy = true;
    await Promise.all(items.map((item) => item.begin()));
    this.busy = false;
    if (items.every(({ state }) => state === 'failed')) {
      this.textTrouble = items[0]?.trouble;
      return;
    }
    this.text = '';
    this.textTrouble = undefined;
    for (const item of items) this.#join(item);
  }

  /** Takes it out of the dialog and leaves nothing of it. */
  drop(item: AddItem): void {
    const at = this.items.indexOf(item);
    this.items = this.items.filter((other) => other !== item);
    if (this.#at === item) this.#at = this.items[Math.min(at, this.items.length - 1)];
    this.#cancel(item);
  }

  /** Adds all that can be added; rejects never. True where all of them were taken. */
  async add(): Promise<boolean> {
    const items = this.addable;
    if (this.busy || items.length === 0) return false;
    this.busy = true;
    this.folderTrouble = undefined;
    const refusals = await this.#accept(items);
    const taken = new Set(items.filter((_, at) => refusals[at] === undefined));
    this.items = this.items.filter((item) => !taken.has(item));
    for (const [at, item] of items.entries()) if (!taken.has(item)) await this.#refuse(item, refusals[at]);
    this.busy = false;
    // Forgetting the folder is no reason to disturb anyone.
    if (taken.size > 0) this.choices.remember().catch(() => undefined);
    return taken.size === items.length;
  }

  /** The dialog closes: whatever was not added leaves nothing. */
  end(): void {
    this.#ended = true;
    const items = this.items;
    this.items = [];
    for (const item of items) this.#cancel(item);
  }

  async #begin(item: AddItem): Promise<void> {
    await item.begin();
    if (this.items.includes(item)) this.#mergeTwin(item);
    else this.#cancel(item);
  }

  #join(item: AddItem): void {
    if (this.#ended) {
      this.#cancel(item);
      return;
    }
    this.items = [...this.items, item];
    this.#mergeTwin(item);
  }

  /** What came by several links may turn out to be one torrent. */
  mergeTwins(): void {
    for (const item of this.items) this.#mergeTwin(item);
  }

  /** Given twice, it stays once: the first is kept and shown. */
  #mergeTwin(item: AddItem): void {
    const id = item.preview?.id;
    const twin = this.items.find((other) => other !== item && id && other.preview?.id === id);
    if (!twin) return;
    this.#at = twin;
    this.drop(item);
  }

  /** For each, why it was refused, if it was. */
  async #accept(items: readonly AddItem[]): Promise<readonly unknown[]> {
    const { target, paused, sequential, top } = this.choices;
    const wanted = items.map(({ handle, state, priorities, collisions }) => ({
      preview: handle ?? '',
      ...(state === 'ready' && { files: [...priorities] }),
      ...(collisions.how && { on_conflict: collisions.how }),
    }));
    try {
      return await this.#previews.accept(wanted, { ...(target && { save_path: target }), paused, sequential, top });
    } catch (error) {
      return items.map(() => error);
    }
  }

  async #refuse(item: AddItem, error: unknown): Promise<void> {
    if (isAboutFolder(error)) this.folderTrouble = explain(error);
    else if (isAboutPaths(error) && item.handle !== null)
      await item.collisions.ask(item.handle, this.choices.target, item.priorities);
    else item.refuse(error);
  }

  #cancel({ handle }: AddItem): void {
    const shared = this.items.some((other) => other.handle === handle);
    // It may be gone already; then there is nothing left to undo.
    if (handle !== null && !shared) this.#previews.cancel(handle).catch(() => undefined);
  }
}
