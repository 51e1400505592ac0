import type { TorrentRow } from '../contract/generated';
import type { List } from './list.svelte';
import type { Torrents } from './torrents.svelte';

export interface Modifiers {
  /** Extend from the anchor. */
  shift?: boolean;
  /** Ctrl, or Command on macOS: add or take away one. */
  toggle?: boolean;
}

const NONE: ReadonlySet<string> = new Set();
const NO_ROWS: readonly TorrentRow[] = [];

/** Which torrents are chosen, and which one has the focus. */
export class Selection {
  #chosen: ReadonlySet<string> = $state.raw(NONE);
  /** Where a range starts. */
  #anchor: string | null = $state(null);
  /** The row that arrow keys move from; it need not be selected. */
  focus: string | null = $state(null);
  /** The row that is to be brought into view and given the focus; the list puts this back to null. */
  revealed: { readonly id: string } | null = $state.raw(null);
  /** Where the focus goes when the row that has it leaves the list. */
  #heir: string | null = null;
  #lastRows: readonly TorrentRow[] = NO_ROWS;
  readonly #torrents: Torrents;
  readonly #list: List;

  /** What is chosen, as it is now. The same array as long as none of them changes. */
  readonly rows: readonly TorrentRow[] = $derived.by(() => (this.#lastRows = this.#rowsNow()));

  constructor(torrents: Torrents, list: List) {
    this.#torrents = torrents;
    this.#list = list;
  }

  get ids(): ReadonlySet<string> {
    return this.#chosen;
  }

  get size(): number {
    return this.#chosen.size;
  }

  /** The one torrent that is selected, or null with none or several. */
  get only(): string | null {
    if (this.#chosen.size !== 1) return null;
    const [id] = this.#chosen;
    return id ?? null;
  }

  has(id: string): boolean {
    return this.#chosen.has(id);
  }

  /** Selects `id` as a click with these keys held would. */
  pick(id: string, { shift = false, toggle = false }: Modifiers = {}): void {
    this.focus = id;
    if (shift) {
      this.#extendTo(id, toggle);
      return;
    }
    this.#anchor = id;
    if (toggle) this.#toggle(id);
    else this.#chosen = new Set([id]);
  }

  /** Selects `id` and brings it into view, from wherever it was named. */
  show(id: string): void {
    this.#list.settle();
    this.pick(id);
    this.revealed = { id };
  }

  /** Takes up what was selected before; those that are gone are let go of when the list is whole. */
  restore(chosen: readonly string[], focus: string | null): void {
    this.#chosen = new Set(chosen);
    this.#anchor = this.focus = focus;
  }

  /** What a right click does: keeps a selection that holds `id`, else selects it alone. */
  pickForMenu(id: string): void {
    if (this.has(id)) this.focus = id;
    else this.pick(id);
  }

  all(): void {
    this.#list.settle();
    this.#chosen = new Set(this.#list.ids);
    this.focus ??= this.#list.ids[0] ?? null;
  }

  clear(): void {
    this.#chosen = NONE;
    this.#anchor = this.focus;
  }

  /** Moves the focus by `step` rows, selecting on the way; with `toggle`, moving only. */
  move(step: number, { shift = false, toggle = false }: Modifiers = {}): void {
    this.#list.settle();
    const { ids } = this.#list;
    if (ids.length === 0) return;
    const at = this.focus === null ? -1 : ids.indexOf(this.focus);
    const from = at === -1 && step < 0 ? ids.length : at;
    const id = ids[Math.min(Math.max(from + step, 0), ids.length - 1)];
    if (id === undefined) return;
    if (toggle && !shift) this.focus = id;
    else this.pick(id, { shift });
  }

  toStart(modifiers?: Modifiers): void {
    this.move(-Infinity, modifiers);
  }

  toEnd(modifiers?: Modifiers): void {
    this.move(Infinity, modifiers);
  }

  /** These are about to leave the list: the focus will go to the next that stays, or else to the one before. */
  leave(leaving: readonly string[]): void {
    this.#list.settle();
    const { ids } = this.#list;
    const at = this.focus === null ? -1 : ids.indexOf(this.focus);
    const gone = new Set(leaving);
    const stays = (id: string) => !gone.has(id);
    this.#heir = at === -1 ? null : (ids.slice(at).find(stays) ?? ids.slice(0, at).findLast(stays) ?? null);
  }

  /** Lets go of torrents that are gone. Waits while the list is still arriving. */
  prune(): void {
    if (!this.#torrents.complete) return;
    const { rows } = this.#torrents;
    for (const id of this.#chosen) {
      if (rows.has(id)) continue;
      this.#chosen = new Set([...this.#chosen].filter((each) => rows.has(each)));
      break;
    }
    if (this.#anchor !== null && !rows.has(this.#anchor)) this.#anchor = null;
    if (this.focus !== null && !rows.has(this.focus)) {
      this.focus = this.#heir !== null && rows.has(this.#heir) ? this.#heir : null;
      this.#heir = null;
    }
  }

  #rowsNow(): readonly TorrentRow[] {
    if (this.#chosen.size === 0) return NO_ROWS;
    if (this.only !== null) {
      const row = this.#torrents.row(this.only);
      return row ? [row] : NO_ROWS;
    }
    // The whole list is one dependency: a thousand selected rows would be a thousand.
    void this.#torrents.revision;
    const { rows } = this.#torrents;
    const last = this.#lastRows;
    const found: TorrentRow[] = [];
    let same = true;
    for (const id of this.#chosen) {
      const row = rows.get(id);
      if (row === undefined) continue;
      same &&= row === last[found.length];
      found.push(row);
    }
    return same && found.length === last.length ? last : found;
  }

  #toggle(id: string): void {
    const chosen = new Set(this.#chosen);
    if (!chosen.delete(id)) chosen.add(id);
    this.#chosen = chosen;
  }

  #extendTo(id: string, add: boolean): void {
    this.#list.settle();
    const { ids } = this.#list;
    const to = ids.indexOf(id);
    const anchor = this.#anchor === null ? -1 : ids.indexOf(this.#anchor);
    if (anchor === -1) this.#anchor = id;
    const from = anchor === -1 ? to : anchor;
    const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.#chosen = new Set(add ? [...this.#chosen, ...range] : range);
  }
}
