import type { Space } from '../../contract/generated';
import { type ErrorWords, explain } from '../../messages';
import type { App } from '../../state';

/** Milliseconds of quiet before a folder that is being typed is asked about. */
const PAUSE = 250;

/** What the volume of a folder has left; follows the folder as it is typed. */
export class Volume {
  space: Space | undefined = $state.raw();
  /** Why the folder can't be used, in words. */
  trouble: ErrorWords | undefined = $state.raw();
  readonly #caller: App['caller'];
  #asked: string | null = null;

  constructor(caller: App['caller']) {
    this.#caller = caller;
  }

  /** Asks about `path`, at once the first time. Returns what calls it off. */
  follow(path: string): () => void {
    const timer = setTimeout(() => void this.#ask(path), this.#asked === null ? 0 : PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }

  async #ask(path: string): Promise<void> {
    this.#asked = path;
    try {
      const space = await this.#caller.call('get_space', { path });
      if (this.#asked === path) this.#tell(space, undefined);
    } catch (error) {
      if (this.#asked === path) this.#tell(undefined, explain(error));
    }
  }

  #tell(space: Space | undefined, trouble: ErrorWords | undefined): void {
    this.space = space;
    this.trouble = trouble;
  }
}
