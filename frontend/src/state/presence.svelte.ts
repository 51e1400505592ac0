import type { Caller } from '../bridge';

/** Whether anyone can see the window. The host is told, and stops pushing while nobody can. */
export class Presence {
  visible = $state(true);
  readonly #caller: Caller;
  #told = true;
  #telling = false;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Follows the page. Call inside an effect root. */
  follow(): void {
    const read = () => {
      this.visible = document.visibilityState === 'visible';
      void this.#tell();
    };
    read();
    $effect(() => {
      document.addEventListener('visibilitychange', read);
      return () => {
        document.removeEventListener('visibilitychange', read);
      };
    });
  }

  /** One call at a time, since the host may run calls in any order. */
  async #tell(): Promise<void> {
    if (this.#telling) return;
    this.#telling = true;
    try {
      while (this.#told !== this.visible) {
        const { visible } = this;
        await this.#caller.call('set_visible', { visible });
        this.#told = visible;
      }
    } catch {
      // The next change tells it again; until then the host only pushes more than is needed.
    } finally {
      this.#telling = false;
    }
  }
}
