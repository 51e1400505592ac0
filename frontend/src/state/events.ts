import type { AddRequestEvent, Creation, Event, NoticeEvent } from '../contract/generated';
import { crumbs } from '../format';
import { m, noticeWords } from '../messages';
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
      for (const row of event.rows) app.arrivals.note(app.torrents.rows.get(row.id), row);
      if (app.torrents.delta(event)) app.session.apply(event.session);
      break;
    case 'details':
      app.details.apply(event.details);
      break;
    case 'preview':
      app.previews.apply(event.preview);
      break;
    case 'creation':
      if (app.creations.apply(event.creation)) tellOfCreation(app, event.creation);
      break;
    case 'settings':
      app.settings.apply(event.settings);
      break;
    case 'progress':
      // A move is told of by its row.
      if (event.kind === 'create') app.creations.progress(event);
      else if (event.kind === 'delete') app.tasks.apply(event);
      break;
    case 'notice':
      notify(app, event);
      break;
    case 'countdown':
      app.countdown.apply(event);
      break;
    case 'add_request':
      offer(app, event);
      break;
  }
}

/**
 * With nothing in it, the tray asks for the empty Add dialog. What is no torrent file can be made one of; while that is
 * being asked for, it is meant for nothing else.
 */
function offer(app: App, { magnets, paths, others = [] }: AddRequestEvent): void {
  if (magnets.length + paths.length > 0 || others.length === 0) app.dialogs.offer({ magnets, paths });
  const [path] = others;
  if (path === undefined) return;
  const open = app.dialogs.payload('create');
  if (open && open.job === undefined) {
    app.dialogs.open('create', { path });
    return;
  }
  const run = () => {
    app.toasts.closeKey('no_torrent');
    app.dialogs.open('create', { path });
  };
  app.toasts.show({
    level: 'warning',
    key: 'no_torrent',
    text: m.not_a_torrent({ name: crumbs(path, 1) }),
    action: { label: m.make_a_torrent(), run },
  });
}

const LEVELS: Readonly<Record<string, ToastLevel>> = { warning: 'warning', error: 'error' };

function notify(app: App, notice: NoticeEvent): void {
  const { kind, level, id } = notice;
  const toast = { level: LEVELS[level] ?? 'info', text: noticeWords(notice), key: `${kind}:${id ?? ''}` };
  if (kind !== 'move_failed' || id === null) {
    app.toasts.show(toast);
    return;
  }
  const run = () => {
    app.toasts.closeKey(toast.key);
    app.dialogs.open('move', { ids: [id] });
  };
  app.toasts.show({ ...toast, action: { label: m.move_again(), run } });
}

/** Where its dialog was closed meanwhile, a toast leads back to it. */
function tellOfCreation(app: App, { job, path, state }: Creation): void {
  if (app.dialogs.payload('create')?.job === job || state === 'cancelled') return;
  const name = crumbs(path, 1);
  const key = `create:${job}`;
  const run = () => {
    app.toasts.closeKey(key);
    app.dialogs.open('create', { job });
  };
  const done = state === 'done';
  app.toasts.show({
    level: done ? 'info' : 'error',
    text: done ? m.create_made({ name }) : m.create_failed({ name }),
    key,
    seconds: done ? 10 : null,
    action: { label: m.create_open(), run },
  });
}
