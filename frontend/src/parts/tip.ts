import { mount, unmount } from 'svelte';
import Tip from './Tip.svelte';
import type { Side } from './tip-place';

/** Milliseconds that are pointed at something until its tooltip comes, and after one has gone in which the next comes at once. */
const DELAY = 500;
const SOON = 200;

/** What a tooltip says, and of what. */
export interface Said {
  id: string;
  label: string;
  keys?: string | undefined;
  side: Side;
  of: Pick<HTMLElement, 'getBoundingClientRect' | 'isConnected'>;
}

/** The tooltip that is there, or waits to come: there is one at most. */
let current: OpenTip | null = null;
let lastGone = -Infinity;

/** What is pointed at has its tooltip in place of whatever had one; `changed` is told that it has come, and that it is gone. */
export function openTip(say: () => Said, changed: (open: boolean) => void): OpenTip {
  current?.close();
  current = new OpenTip(say, changed);
  return current;
}

export class OpenTip {
  readonly #say: () => Said;
  readonly #changed: (open: boolean) => void;
  #waits = 0;
  #drawn: Record<string, unknown> | null = null;

  constructor(say: () => Said, changed: (open: boolean) => void) {
    this.#say = say;
    this.#changed = changed;
  }

  come(): this {
    this.#waits = window.setTimeout(this.#show, performance.now() - lastGone < SOON ? 0 : DELAY);
    return this;
  }

  comeAtOnce(): this {
    this.#show();
    return this;
  }

  readonly close = (): void => {
    clearTimeout(this.#waits);
    if (current === this) current = null;
    if (!this.#drawn) return;
    window.removeEventListener('keydown', this.#onkeydown, true);
    void unmount(this.#drawn);
    this.#drawn = null;
    lastGone = performance.now();
    this.#changed(false);
  };

  readonly #show = (): void => {
    const { of } = this.#say();
    if (!of.isConnected) return;
    window.addEventListener('keydown', this.#onkeydown, true);
    this.#drawn = mount(Tip, { target: document.body, props: { said: this.#say() } });
    this.#changed(true);
  };

  /** Whatever else Escape is for, it is for that too. */
  readonly #onkeydown = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') this.close();
  };
}
