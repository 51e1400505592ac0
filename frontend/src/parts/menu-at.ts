/** Opens the context menu that `element` lies in, below its left edge or, for a button, below itself. */
export function openMenuAt(element: HTMLElement): void {
  const { left, bottom, height } = element.getBoundingClientRect();
  const at = { clientX: left + Math.min(52, element.clientWidth / 2), clientY: bottom - Math.min(height / 2, 12) };
  element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2, ...at }));
}
