import type { Event, NoticeEvent } from '../contract/generated';
import { m } from '../messages';
import type { App } from './app.svelte';
import type { ToastLevel } from './toasts.svelte';

/** Gives each event to the store that keeps what it tells. */
export function receive(app: App, events: readonly Event[]): void {
  for (const event of events) receiveOne(app, event);
  app.selection.prune();
}

function receiveOne(app: App, event: Event): void {
  switch (event.type) {
    case 'snapshot':
      app.torrents.snapshot(event);
      app.session.apply(event.session);
      break;
    case 'delta':
      if (app.torrents.delta(event)) app.session.apply(event.session);
      break;
    case 'details':
      app.details.apply(event.details);
      break;
    case 'preview':
      app.previews.apply(event.preview);
      break;
    case 'settings':
      app.settings.apply(event.settings);
      break;
    case 'progress':
      app.jobs.apply(event);
      break;
    case 'notice':
      notify(app, event);
      break;
    case 'add_request':
      app.dialogs.offer(event);
      break;
  }
}

const LEVELS: Readonly<Record<string, ToastLevel>> = { warning: 'warning', error: 'error' };

function notify(app: App, { kind, level, message, id }: NoticeEvent): void {
  const toast = { level: LEVELS[level] ?? 'info', text: message, key: `${kind}:${id ?? ''}` };
  if (kind !== 'move' || level !== 'error' || id === null) {
    app.toasts.show(toast);
    return;
  }
  const run = () => {
    app.toasts.closeKey(toast.key);
    app.dialogs.open('move', { ids: [id] });
  };
  app.toasts.show({ ...toast, action: { label: m.move_again(), run } });
}
