import type { App } from '../state';
import { linksIn } from '../format';

/** A link pasted anywhere but into a text field opens the Add dialog with it. */
export function pasteInto(app: App, event: ClipboardEvent): void {
  const { target } = event;
  const inField = target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
  const elsewhere = app.dialogs.current !== null && app.dialogs.current.name !== 'add';
  if (inField || elsewhere) return;
  const magnets = linksIn(event.clipboardData?.getData('text/plain') ?? '');
  if (magnets.length === 0) return;
  event.preventDefault();
  app.dialogs.offer({ magnets });
}
