/**
 * A component in a chunk of its own, which is compiled when it is first wanted and drawn at once from then on.
 *
 * Svelte's `{#await}` would do for the first time; but it takes a turn more each time, and what it awaited it never lets
 * go of: each dialog that was ever opened would be noted for good.
 */
export class Late<Drawn> {
  #component = $state.raw<Drawn>();
  #coming: Promise<void> | undefined;
  readonly #load: () => Promise<{ default: Drawn }>;

  constructor(load: () => Promise<{ default: Drawn }>) {
    this.#load = load;
  }

  /** Undefined until it is there, which it is soon after it was first read. */
  get component(): Drawn | undefined {
    void this.getReady();
    return this.#component;
  }

  getReady(): Promise<void> {
    this.#coming ??= this.#load().then(({ default: component }) => {
      this.#component = component;
    });
    return this.#coming;
  }
}
