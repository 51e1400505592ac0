import type { App } from '../state';
import { linksIn } from '../format';

/** A link pasted anywhere but into a text field opens the Add dialog with it, as soon as what is open allows. */
export function pasteInto(app: App, event: ClipboardEvent): void {
  const { target } = event;
  if (target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null) return;
  const magnets = linksIn(event.clipboardData?.getData('text/plain') ?? '');
  if (magnets.length === 0) return;
  event.preventDefault();
  app.dialogs.offer({ magnets });
}
