import { tick } from 'svelte';
import { openMenuAt } from '../../parts/menu-at';
import { TypeAhead } from '../../parts/type-ahead';
import { type App, fold } from '../../state';
import { QueueDrag } from './queue-drag.svelte';

/** What the grid needs of the list that draws it. */
export interface GridView {
  /** Brings an item into view. */
  reveal: (index: number) => void;
  /** How many rows a page key moves by. */
  page: () => number;
  element: () => HTMLElement | null;
}

/** Mouse and keyboard on the list: which row has the focus and which are selected. */
export class Grid {
  readonly #app: App;
  readonly #view: GridView;
  readonly #typing = new TypeAhead();
  /** Rows on their way to another place in the queue. */
  readonly drag: QueueDrag;

  constructor(app: App, view: GridView) {
    this.#app = app;
    this.#view = view;
    this.drag = new QueueDrag(app, view.element);
  }

  readonly onpointerdown = (event: PointerEvent) => {
    const id = rowIdAt(event.target);
    if (isControl(event.target)) return;
    if (!id) {
      if (isFreeRoom(event)) this.#app.selection.clear();
      return;
    }
    if (event.button === 0) {
      this.#press(id, event);
    } else if (event.button === 2) {
      this.#app.selection.pickForMenu(id);
    }
  };

  /** Taken to be dragged, a row of a selection leaves it as it is until it turns out to have been clicked. */
  #press(id: string, event: PointerEvent): void {
    const { selection } = this.#app;
    const held = { shift: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
    const pick = () => {
      selection.pick(id, held);
    };
    const plain = !held.shift && !held.toggle;
    const waits = plain && selection.has(id) && selection.size > 1 && this.drag.takes(id, event);
    if (!waits) pick();
    if (plain && this.drag.takes(id, event)) this.drag.press(id, event, waits ? pick : () => undefined);
  }

  /** The torrent whose row had the focus last. */
  #held: string | undefined;

  readonly onfocusin = ({ target }: FocusEvent) => {
    this.#held = rowIdAt(target) ?? this.#held;
  };

  /**
   * The list itself has the focus where the row that had it is not drawn: another takes it over where its torrent is
   * gone. Where it was scrolled out of sight, the list must not go back to it.
   */
  readonly onfocus = ({ relatedTarget }: FocusEvent) => {
    const { focus } = this.#app.selection;
    if (relatedTarget === null && focus !== null && focus !== this.#held) void this.focus();
  };

  readonly ondblclick = (event: MouseEvent) => {
    if (rowIdAt(event.target) && !isControl(event.target)) this.#app.view.panel = true;
  };

  readonly onkeydown = (event: KeyboardEvent) => {
    if (isControl(event.target) || event.altKey) return;
    const asksForMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (!asksForMenu && !this.#move(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (asksForMenu) this.openMenu();
    else void this.focus();
  };

  /** Puts the focus on a row, that which has it in the selection unless another is named, once it is drawn. */
  async focus(id = this.#app.selection.focus): Promise<void> {
    const index = this.#app.list.items.findIndex((item) => item.kind === 'row' && item.id === id);
    if (index === -1) return;
    this.#view.reveal(index);
    await tick();
    // A row that was far away is drawn once the scrolling was heard of, and after those that are nearer.
    for (let frames = 0; frames < MOST_FRAMES && !this.#rowElement(id); frames += 1) await nextFrame();
    this.#rowElement(id)?.focus({ preventScroll: true });
  }

  /** Where nothing has the focus, as in a window just opened, keys that walk are meant for the list. */
  readonly onkeyanywhere = (event: KeyboardEvent) => {
    if (!WALKING.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.activeElement === document.body) void this.takeUp();
  };

  /** What had the focus was closed: where the focus would be on nothing, the list takes it. */
  async takeUp(): Promise<void> {
    await nextFrame();
    if (document.activeElement !== document.body || this.#app.dialogs.current !== null) return;
    await this.focus(this.#app.selection.focus ?? this.#app.list.ids[0]);
  }

  /** Opens the context menu of the focused row, as a right click on it would. */
  openMenu(): void {
    const { selection } = this.#app;
    if (selection.focus === null) return;
    selection.pickForMenu(selection.focus);
    const element = this.#rowElement(selection.focus);
    if (element) openMenuAt(element);
  }

  #move(event: KeyboardEvent): boolean {
    const { selection } = this.#app;
    // With both it is the queue that moves.
    if (event.shiftKey && (event.ctrlKey || event.metaKey) && QUEUE_KEYS.has(event.key)) return false;
    const held = { shift: event.shiftKey, toggle: event.ctrlKey || event.metaKey };
    switch (event.key) {
      case 'ArrowDown':
        selection.move(1, held);
        return true;
      case 'ArrowUp':
        selection.move(-1, held);
        return true;
      case 'PageDown':
        selection.move(this.#view.page(), held);
        return true;
      case 'PageUp':
        selection.move(-this.#view.page(), held);
        return true;
      case 'Home':
        selection.toStart(held);
        return true;
      case 'End':
        selection.toEnd(held);
        return true;
      case ' ':
        if (held.toggle && selection.focus !== null) selection.pick(selection.focus, held);
        return held.toggle;
      case 'Enter':
        if (selection.focus !== null && !held.toggle) selection.pick(selection.focus);
        this.#app.view.panel = true;
        return !held.toggle;
      default:
        return this.#typeAhead(event);
    }
  }

  #typeAhead(event: KeyboardEvent): boolean {
    const { list, selection, torrents } = this.#app;
    list.settle();
    const { ids } = list;
    const found = this.#typing.find(event, {
      count: ids.length,
      from: selection.focus === null ? -1 : ids.indexOf(selection.focus),
      startsWith: (index, typed) => fold(torrents.rows.get(ids[index] ?? '')?.name ?? '').startsWith(fold(typed)),
    });
    const id = ids[found ?? -1];
    if (id !== undefined) selection.pick(id);
    return found !== undefined;
  }

  #rowElement(id: string | null): HTMLElement | null {
    return this.#view.element()?.querySelector<HTMLElement>(`[data-id="${id}"]`) ?? null;
  }
}

/** Until a row is drawn that was scrolled to. */
const MOST_FRAMES = 6;
const WALKING: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']);
const QUEUE_KEYS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End']);

async function nextFrame(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await tick();
}

function rowIdAt(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-id]')?.dataset['id'] : undefined;
}

/** Below the rows, and not on a scroll bar: there nothing is meant, as in any file manager. */
function isFreeRoom({ target, clientX, shiftKey, ctrlKey, metaKey }: PointerEvent): boolean {
  if (!(target instanceof HTMLElement) || !target.closest('[role="rowgroup"]') || shiftKey || ctrlKey || metaKey)
    return false;
  const across = clientX - target.getBoundingClientRect().left - target.clientLeft;
  return across >= 0 && across < target.clientWidth;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, input, a') !== null;
}
