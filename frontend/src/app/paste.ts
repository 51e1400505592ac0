import type { App } from '../state';

const MAGNET = /magnet:\?[^\s"'<>]+/giu;
const INFO_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[a-z2-7]{32})$/iu;

/** The links in a text: magnets, one info-hash a line. */
export function linksIn(text: string): string[] {
  const hashes = text.split(/\s+/u).filter((word) => INFO_HASH.test(word));
  return [...new Set([...(text.match(MAGNET) ?? []), ...hashes])];
}

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
