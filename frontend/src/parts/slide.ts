const DURATION = 240;
const EASING = 'cubic-bezier(0.2, 0.8, 0.2, 1)';

/**
 * Lets the mark of what is chosen among several come over from where it was: `mark` is the pseudo-element that draws
 * it, with its origin at the left top. Call it before the choice changes, and what it returns once it has: what is asked of
 * the page is asked while all is laid out, and only a transform moves.
 */
export function slide(from: Element | null, to: Element | null, mark: '::before' | '::after'): () => void {
  if (!from || !to || from === to || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return () => {};
  const [was, is] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
  // Drawn nowhere, or on another line, it has no way to come.
  if (was.width === 0 || is.width === 0 || was.top !== is.top) return () => {};
  const start = `translateX(${was.left - is.left}px) scaleX(${was.width / is.width})`;
  return () => {
    to.animate([{ transform: start }, { transform: 'none' }], {
      duration: DURATION,
      easing: EASING,
      pseudoElement: mark,
    });
  };
}
