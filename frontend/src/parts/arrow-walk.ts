import { openMenuAt } from './menu-at';

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};
const ROW = '[role="row"][tabindex]';

/** Arrow keys go from button to button, as in any list; Tab comes to each of them all the same. */
export function arrowWalk(element: HTMLElement): () => void {
  return hearing(element, ({ key, target }) => {
    const step = STEPS[key];
    const stops = [...element.querySelectorAll('button')].filter((each) => each.checkVisibility() && !each.disabled);
    const at = stops.findIndex((each) => each === target);
    if (!step || at === -1) return false;
    stops[step(at, stops.length - 1)]?.focus();
    return true;
  });
}

/**
 * Up and down go from row to row, and into them from the list itself, which is what Tab comes to; Enter opens a row's
 * menu. Home, End and pages scroll: not all rows are there.
 */
export function rowWalk(element: HTMLElement): () => void {
  return hearing(element, ({ key, target }) => {
    if (!(target instanceof HTMLElement)) return false;
    if (key === 'Enter' && target.matches(ROW)) {
      openMenuAt(target);
      return true;
    }
    const row = target.closest(ROW);
    if ((key !== 'ArrowDown' && key !== 'ArrowUp') || (!row && target.role !== 'rowgroup')) return false;
    const stops = [...element.querySelectorAll<HTMLElement>(ROW)].filter(
      (each) => each === row || isInSight(each, target),
    );
    const at = stops.findIndex((each) => each === row);
    stops[STEPS[key]!(at, stops.length - 1)]?.focus();
    return true;
  });
}

/** Rows are drawn beyond the edges of a list too; who comes from the list itself begins with what is seen of it. */
function isInSight(row: HTMLElement, list: HTMLElement): boolean {
  return list.role !== 'rowgroup' || row.getBoundingClientRect().top >= list.getBoundingClientRect().top;
}

/** `hear` says whether the key, pressed alone, was meant for it. */
function hearing(element: HTMLElement, hear: (event: KeyboardEvent) => boolean): () => void {
  const listener = (event: KeyboardEvent) => {
    const { ctrlKey, shiftKey, altKey, metaKey } = event;
    if (event.defaultPrevented || ctrlKey || shiftKey || altKey || metaKey) return;
    if (hear(event)) event.preventDefault();
  };
  element.addEventListener('keydown', listener);
  return () => {
    element.removeEventListener('keydown', listener);
  };
}
