import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../bridge';
import type { SessionInfo, TorrentRow } from '../../contract/generated';
import { App } from '../../state/app.svelte';
import { Grid } from './grid';

const caller = { call: () => Promise.resolve(null) } as unknown as Caller;
const NAMES = ['Agent 327', 'Big Buck Bunny', 'Charge', 'Dweebs', 'Elephants Dream'];
const idOf = (index: number) => String(index).repeat(40);

function rowNamed(name: string, index: number): TorrentRow {
  return {
    id: idOf(index),
    name,
    state: 'paused',
    intent: 'paused',
    reason: null,
    size: 1,
    done: 0,
    has_metadata: true,
    down_rate: 0,
    up_rate: 0,
    added_at: index,
    last_active_at: null,
  } as TorrentRow;
}

/** A list of five, sorted by name, its rows as plain elements. */
function gridOfFive() {
  const app = new App(caller);
  app.view.sortBy('name');
  const rows = NAMES.map(rowNamed);
  app.torrents.snapshot({ type: 'snapshot', seq: 1, session: {} as SessionInfo, rows, total: rows.length });
  const element = document.createElement('div');
  element.innerHTML = rows.map(({ id }) => `<div data-id="${id}" tabindex="-1"><button></button></div>`).join('');
  document.body.append(element);
  const grid = new Grid(app, { reveal: () => undefined, page: () => 3, element: () => element });
  element.addEventListener('keydown', grid.onkeydown);
  element.addEventListener('pointerdown', grid.onpointerdown);
  return { app, element };
}

describe('Grid', () => {
  let app: App;
  let element: HTMLElement;
  const rowElement = (index: number) => element.querySelector<HTMLElement>(`[data-id="${idOf(index)}"]`)!;
  const press = (key: string, init: KeyboardEventInit = {}) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  const point = (target: Element, init: PointerEventInit = {}) =>
    target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0, ...init }));
  const selected = () => [...app.selection.ids].map((id) => Number(id[0])).sort();

  beforeEach(() => ({ app, element } = gridOfFive()));
  afterEach(() => element.remove());

  it('selects the row that is pressed, ranges with Shift and single rows with Ctrl', () => {
    point(rowElement(1));
    expect(selected()).toEqual([1]);
    point(rowElement(3), { shiftKey: true });
    expect(selected()).toEqual([1, 2, 3]);
    point(rowElement(2), { ctrlKey: true });
    expect(selected()).toEqual([1, 3]);
  });

  it('leaves the selection alone when a button in a row is pressed', () => {
    point(rowElement(1));
    point(rowElement(4).querySelector('button')!);
    expect(selected()).toEqual([1]);
  });

  it('keeps a selection that a right press falls into, and takes another row alone', () => {
    point(rowElement(0));
    point(rowElement(1), { shiftKey: true });
    point(rowElement(1), { button: 2 });
    expect(selected()).toEqual([0, 1]);
    point(rowElement(4), { button: 2 });
    expect(selected()).toEqual([4]);
  });

  it('walks with the arrow, page, Home and End keys, and the focus follows', async () => {
    press('ArrowDown');
    press('ArrowDown');
    expect(selected()).toEqual([1]);
    press('PageDown');
    expect(selected()).toEqual([4]);
    press('Home');
    press('End', { shiftKey: true });
    expect(selected()).toEqual([0, 1, 2, 3, 4]);
    await expect.poll(() => document.activeElement).toBe(rowElement(4));
  });

  it('goes to the name that begins with what is typed', async () => {
    press('e');
    expect(selected()).toEqual([4]);
    press('b', { ctrlKey: true });
    expect(selected()).toEqual([4]);
    expect(press('é')).toBe(false);
    await expect.poll(() => document.activeElement).toBe(rowElement(4));
  });

  it('opens the context menu of the focused row with Shift+F10', () => {
    let opened: Element | null = null;
    element.addEventListener('contextmenu', ({ target }) => (opened = target as Element));
    press('ArrowDown');
    press('F10', { shiftKey: true });
    expect(opened).toBe(rowElement(0));
  });

  it('leaves other keys to the shortcuts', () => {
    expect(press('Delete')).toBe(true);
    expect(press('F10')).toBe(true);
    expect(press('ArrowDown')).toBe(false);
  });
});
