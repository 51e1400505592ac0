/** Milliseconds after which it is done without a frame: a window that nobody sees may draw none. */
const AT_THE_LATEST = 100;

/** Does what may wait once what is there now has been painted. Returns a way to leave it undone. */
export function afterPaint(act: () => void): () => void {
  let open = true;
  const once = () => {
    if (open) act();
    open = false;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, AT_THE_LATEST);
  return () => (open = false);
}
