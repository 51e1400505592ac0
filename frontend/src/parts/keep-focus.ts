/** Takes the focus itself when what had it inside goes away, so that the keyboard is never nowhere. It must take it. */
export function keepFocus(element: HTMLElement): () => void {
  return watch(element, () => {
    element.focus({ preventScroll: true });
  });
}

/** The same, where something else is to take it: `give` gives it. What keeps it inside of this comes first. */
export function keepFocusBy(give: () => void): (element: HTMLElement) => () => void {
  return (element) =>
    watch(element, () => {
      requestAnimationFrame(() => document.activeElement === document.body && give());
    });
}

function watch(element: HTMLElement, give: () => void): () => void {
  let last: Element | null = null;
  let frame = 0;

  const note = ({ target }: FocusEvent) => {
    last = target instanceof Element ? target : null;
  };
  const look = () => {
    if (!last || !isGone(last)) return;
    // What is hidden has the focus until it is noticed, in one browser sooner than in another.
    if (document.activeElement === last) (last as HTMLElement).blur();
    if (document.activeElement !== document.body) return;
    last = null;
    give();
  };
  // A menu gives the focus back only once it has closed.
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    if (last && isGone(last)) frame = requestAnimationFrame(look);
  });

  element.addEventListener('focusin', note);
  observer.observe(element, { childList: true, subtree: true, attributeFilter: ['hidden'] });
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    element.removeEventListener('focusin', note);
  };
}

const isGone = (element: Element) => !element.isConnected || element.closest('[hidden]') !== null;
