export type ToastLevel = 'info' | 'warning' | 'error';

export interface ToastAction {
  label: string;
  run(): void;
}

export interface Toast {
  id: number;
  level: ToastLevel;
  text: string;
  /** What to do about it, in a second sentence. */
  advice?: string;
  action?: ToastAction;
  /** Toasts of one key replace each other. */
  key?: string;
  /** Unix seconds at which it goes by itself; null for one that waits to be closed. */
  until: number | null;
}

export type NewToast = Omit<Toast, 'id' | 'until'> & { seconds?: number | null };

/** As many as can be read at once; the oldest gives way. */
const MOST = 3;
const SECONDS: Readonly<Record<ToastLevel, number | null>> = { info: 5, warning: 10, error: null };

/** Short messages at the edge of the window, the latest last. */
export class Toasts {
  all: readonly Toast[] = $state.raw([]);
  readonly #now: () => number;
  #lastId = 0;

  /** `now` tells the time in Unix seconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  show({ seconds, ...toast }: NewToast): number {
    const id = ++this.#lastId;
    const stay = seconds === undefined ? SECONDS[toast.level] : seconds;
    const until = stay === null ? null : this.#now() + stay;
    const others = this.all.filter(({ key }) => key === undefined || key !== toast.key);
    this.all = [...others, { ...toast, id, until }].slice(-MOST);
    return id;
  }

  close(id: number): void {
    this.all = this.all.filter((toast) => toast.id !== id);
  }

  /** Closes the one that was shown with `key`, if it is still there. */
  closeKey(key: string): void {
    if (this.all.some((toast) => toast.key === key)) this.all = this.all.filter((toast) => toast.key !== key);
  }

  /** Lets go of those whose time is over. */
  expire(): void {
    const now = this.#now();
    const left = this.all.filter(({ until }) => until === null || until > now);
    if (left.length < this.all.length) this.all = left;
  }
}
