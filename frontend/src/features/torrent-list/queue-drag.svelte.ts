import { moveInQueue } from '../../commands';
import type { App } from '../../state';
import { placeBeside, standsByQueue } from './queue-place';

/** Pixels the pointer moves before a press on a row is a drag and no click. */
const SLACK = 5;
/** Pixels from the list's edges where it scrolls by itself, and how far in a frame. */
const EDGE = 28;
const STEP = 8;

interface Drag {
  ids: readonly string[];
  x: number;
  y: number;
  moved: boolean;
  /** What the press means if it stays one. */
  click: () => void;
}

/** Rows taken and put elsewhere in the queue, where the list is in the queue's order. */
export class QueueDrag {
  /** Where they would go: pixels below the grid's top; null while that is nowhere. */
  line: number | null = $state(null);
  /** How many are being dragged; 0 while none is. */
  count = $state(0);
  #drag: Drag | null = null;
  #target: { id: string; after: boolean } | null = null;
  #frame = 0;
  readonly #app: App;
  readonly #list: () => HTMLElement | null;

  /** `list`: the element that scrolls. */
  constructor(app: App, list: () => HTMLElement | null) {
    this.#app = app;
    this.#list = list;
  }

  /** Whether a press on this row may become a drag. */
  takes(id: string, { pointerType }: PointerEvent): boolean {
    const row = this.#app.torrents.rows.get(id);
    return pointerType !== 'touch' && row !== undefined && standsByQueue(row, this.#app.view.sort);
  }

  /** A press on the row; all that is selected goes with it, where it is. */
  press(id: string, { clientX: x, clientY: y }: PointerEvent, click: () => void): void {
    const { selection, list, torrents, view } = this.#app;
    const chosen = selection.has(id) ? list.ids.filter((each) => selection.has(each)) : [id];
    const ids = chosen.filter((each) => {
      const row = torrents.rows.get(each);
      return row !== undefined && standsByQueue(row, view.sort);
    });
    this.#drag = { ids, x, y, moved: false, click };
    addEventListener('pointermove', this.#move);
    addEventListener('pointerup', this.#drop);
    addEventListener('pointercancel', this.#cancel);
    addEventListener('blur', this.#cancel);
    addEventListener('keydown', this.#key, true);
  }

  readonly #move = (event: PointerEvent) => {
    const drag = this.#drag;
    if (!drag) return;
    if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < SLACK) return;
    if (!drag.moved) {
      drag.moved = true;
      this.count = drag.ids.length;
      this.#frame = requestAnimationFrame(this.#scroll);
    }
    drag.x = event.clientX;
    drag.y = event.clientY;
    this.#aim();
  };

  readonly #drop = () => {
    const drag = this.#drag;
    const target = this.#target;
    this.#end();
    if (!drag) return;
    if (!drag.moved) drag.click();
    else if (target) this.#put(drag.ids, target);
  };

  readonly #cancel = () => {
    this.#end();
  };

  readonly #key = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !this.#drag?.moved) return;
    event.preventDefault();
    event.stopPropagation();
    this.#end();
  };

  #end(): void {
    this.#drag = null;
    this.#target = null;
    this.line = null;
    this.count = 0;
    cancelAnimationFrame(this.#frame);
    removeEventListener('pointermove', this.#move);
    removeEventListener('pointerup', this.#drop);
    removeEventListener('pointercancel', this.#cancel);
    removeEventListener('blur', this.#cancel);
    removeEventListener('keydown', this.#key, true);
  }

  #put(ids: readonly string[], { id, after }: { id: string; after: boolean }): void {
    const { torrents, view } = this.#app;
    const target = torrents.rows.get(id);
    if (!target) return;
    const behind = view.direction === 'ascending' ? after : !after;
    void moveInQueue(this.#app, ids, placeBeside(target, behind, torrents.rows.values(), new Set(ids)));
  }

  /** Finds the row at the pointer's height, and on which side of it the others would go. */
  #aim(): void {
    const drag = this.#drag;
    const list = this.#list();
    if (!drag || !list) return;
    const boxes = [...list.querySelectorAll<HTMLElement>('[data-id]')]
      .filter(({ dataset }) => this.#isPlace(dataset['id']))
      .map((element) => ({ id: element.dataset['id'] ?? '', box: element.getBoundingClientRect() }))
      .sort((a, b) => a.box.top - b.box.top);
    const under = boxes.find(({ box }) => drag.y < box.bottom) ?? boxes.at(-1);
    if (!under) return;
    const after = drag.y > (under.box.top + under.box.bottom) / 2;
    const grid = list.closest('[role=grid]')?.getBoundingClientRect();
    this.#target = { id: under.id, after };
    this.line = (after ? under.box.bottom : under.box.top) - (grid?.top ?? 0);
  }

  #isPlace(id: string | undefined): boolean {
    const row = id === undefined ? undefined : this.#app.torrents.rows.get(id);
    return row !== undefined && standsByQueue(row, this.#app.view.sort);
  }

  readonly #scroll = () => {
    const list = this.#list();
    if (!this.#drag || !list) return;
    const { top, bottom } = list.getBoundingClientRect();
    const by = this.#drag.y < top + EDGE ? -STEP : this.#drag.y > bottom - EDGE ? STEP : 0;
    if (by !== 0) {
      list.scrollTop += by;
      this.#aim();
    }
    this.#frame = requestAnimationFrame(this.#scroll);
  };
}
