const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * Keeps Tab inside an element: behind the last stop comes the first. The primitives' own would take the focus
 * from a menu that lies beside it.
 */
export function tabLoop(element: HTMLElement): () => void {
  const loop = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const stops = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isStop);
    const [first, last] = [stops.at(0), stops.at(-1)];
    const next = event.shiftKey ? last : first;
    if (document.activeElement !== (event.shiftKey ? first : last) || !next) return;
    event.preventDefault();
    next.focus();
  };
  element.addEventListener('keydown', loop);
  return () => {
    element.removeEventListener('keydown', loop);
  };
}

function isStop(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && !element.matches(':disabled') && element.getClientRects().length > 0;
}
