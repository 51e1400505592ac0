/** What Enter already does something to: a text of several lines, a search, a button, a menu. */
const OWNERS = 'textarea, input[type="search"], button, a[href], [role="treeitem"], [role="option"], [role="radio"]';

/** Whether Enter belongs to where the focus is. With Ctrl or ⌘ it is the dialog's everywhere but in a menu. */
export function ownsEnter({ target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="menu"]')) return true;
  return !ctrlKey && !metaKey && target.closest(OWNERS) !== null;
}
