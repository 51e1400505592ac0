import type { Measured } from '../../contract/generated';
import type { App } from '../../state';

/** Milliseconds of quiet before a path that is being typed is looked at. */
const PAUSE = 300;

/** How much there is to share, found out while the rest is being chosen. */
export class Extent {
  /** Undefined until it is known, and where there is nothing to share: making it says why. */
  measured: Measured | undefined = $state.raw();
  /** Whether the folders are being looked through. */
  looking = $state(false);
  readonly #caller: App['caller'];
  #asked = 0;

  constructor(caller: App['caller']) {
    this.#caller = caller;
  }

  /** Looks at `path` soon. Returns what calls it off. */
  follow(path: string, hidden: boolean): () => void {
    this.measured = undefined;
    this.looking = false;
    this.#asked += 1;
    if (path === '') return () => undefined;
    const asked = this.#asked;
    const timer = setTimeout(() => void this.#look(asked, path, hidden), PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }

  async #look(asked: number, path: string, hidden: boolean): Promise<void> {
    this.looking = true;
    const measured = await this.#caller.call('measure', { path, include_hidden: hidden }).catch(() => undefined);
    if (asked !== this.#asked) return;
    this.measured = measured;
    this.looking = false;
  }
}
