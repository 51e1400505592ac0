const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Arrow keys go from button to button, as in any list; Tab comes to each of them all the same. */
export function arrowWalk(element: HTMLElement): () => void {
  const walk = (event: KeyboardEvent) => {
    const { key, target, ctrlKey, shiftKey, altKey, metaKey } = event;
    const step = STEPS[key];
    if (!step || event.defaultPrevented || ctrlKey || shiftKey || altKey || metaKey) return;
    const stops = [...element.querySelectorAll('button')].filter((each) => each.checkVisibility() && !each.disabled);
    const at = stops.findIndex((each) => each === target);
    if (at === -1) return;
    event.preventDefault();
    stops[step(at, stops.length - 1)]?.focus();
  };
  element.addEventListener('keydown', walk);
  return () => {
    element.removeEventListener('keydown', walk);
  };
}
