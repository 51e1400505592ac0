import { untrack } from 'svelte';
import type { App } from './app.svelte';
import type { AddRequest, DialogName, OpenDialog } from './dialogs.svelte';
import { type Filter, FILTERS } from './filters';

type Needs = Pick<App, 'view' | 'selection' | 'dialogs' | 'torrents'>;

/** Milliseconds from the last change until it is kept: WebKit refuses a page that does so a hundred times in a while. */
const KEEP_AFTER = 500;
/** A larger selection is not worth its room. */
const MOST_CHOSEN = 2000;
const KEY = 'moment';

interface Kept {
  filter: Filter;
  search: string;
  tracker: string | null;
  folder: string | null;
  chosen: string[];
  focus: string | null;
  scroll: number;
  dialog: OpenDialog | null;
}

/**
 * What a person is in the midst of, for a page whose process crashes: the window keeps `history.state` and gives it
 * to the page that comes in its place. A new start of the program begins without.
 */
export class Moment {
  /** Pixels the list is scrolled by, as it reports them. */
  scroll = $state(0);
  /** Where the list is to be scrolled to, once it is there; the list puts this back to null. */
  scrollTo: number | null = $state(null);
  #dialog: OpenDialog | null = null;
  readonly #app: Needs;

  constructor(app: Needs) {
    this.#app = app;
  }

  /** Takes up what was kept; before the list arrives. */
  restore(): void {
    const kept = read();
    if (!kept) return;
    const { view, selection } = this.#app;
    Object.assign(view, {
      filter: FILTERS.find((filter) => filter === kept.filter) ?? view.filter,
      search: kept.search,
      tracker: kept.tracker,
      folder: kept.folder,
    });
    selection.restore(kept.chosen, kept.focus);
    this.scrollTo = this.scroll = kept.scroll;
    this.#dialog = kept.dialog;
  }

  /** Keeps each change a moment after it was made. Call inside an effect root. */
  keep(): void {
    $effect(() => {
      if (!this.#dialog) return;
      void this.#app.torrents.revision;
      if (!this.#app.torrents.complete) return;
      const { name, payload } = this.#dialog;
      this.#dialog = null;
      untrack(() => {
        // What the host asks for meanwhile comes first.
        if (!this.#app.dialogs.current) this.#app.dialogs.open<DialogName>(name, payload);
      });
    });
    $effect(() => {
      const kept = this.#kept();
      const timer = setTimeout(() => {
        write(kept);
      }, KEEP_AFTER);
      return () => {
        clearTimeout(timer);
      };
    });
  }

  #kept(): Kept {
    const { view, selection, dialogs } = this.#app;
    const { filter, search, tracker, folder } = view;
    const chosen = selection.size > MOST_CHOSEN ? [] : [...selection.ids];
    const dialog = this.#dialog ?? open(dialogs.current, dialogs.draft);
    return { filter, search, tracker, folder, chosen, focus: selection.focus, scroll: this.scroll, dialog };
  }
}

/** Without what only this page has. */
function open(dialog: OpenDialog | null, draft: AddRequest | null): OpenDialog | null {
  if (dialog?.name !== 'add') return dialog;
  const { magnets, paths, text, filled } = draft ?? dialog.payload;
  return { name: 'add', payload: { magnets, paths, ...(text && { text }), ...(filled && { filled }) } };
}

function read(): Kept | undefined {
  const state: unknown = globalThis.history.state;
  if (typeof state !== 'object' || state === null) return undefined;
  const text = (state as Record<string, unknown>)[KEY];
  // Nobody but `write` puts anything there.
  return typeof text === 'string' ? (JSON.parse(text) as Kept) : undefined;
}

function write(kept: Kept): void {
  try {
    history.replaceState({ [KEY]: JSON.stringify(kept) }, '');
  } catch {
    // Too often or too large for this webview: the next change tries again.
  }
}
