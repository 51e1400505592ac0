import type { App, DialogName } from '../state';
import { linksIn } from '../format';

/** Dialogs that another may take the place of: nothing in them is half said. */
const YIELDING: ReadonlySet<DialogName> = new Set<DialogName>([
  'add',
  'settings',
  'shortcuts',
  'statistics',
  'log',
  'palette',
]);

/** A link pasted anywhere but into a text field opens the Add dialog with it. */
export function pasteInto(app: App, event: ClipboardEvent): void {
  const { target } = event;
  const inField = target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
  const { current } = app.dialogs;
  if (inField || (current !== null && !YIELDING.has(current.name))) return;
  const magnets = linksIn(event.clipboardData?.getData('text/plain') ?? '');
  if (magnets.length === 0) return;
  event.preventDefault();
  app.dialogs.offer({ magnets });
}
