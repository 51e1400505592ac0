import type { App, Known } from '../../state';

/** Closes the dialog and selects the torrent in the list, whatever was filtered or collapsed before. */
export function showKnown(app: App, { id, name }: Known): void {
  const row =
    (id !== null && app.torrents.rows.get(id)) || [...app.torrents.rows.values()].find((one) => one.name === name);
  showTorrent(app, row?.id);
}

export function showTorrent(app: App, id: string | undefined): void {
  const row = id === undefined ? undefined : app.torrents.rows.get(id);
  app.dialogs.close();
  if (!row) return;
  app.list.settle();
  if (!app.list.ids.includes(row.id)) {
    app.view.search = '';
    app.view.filter = 'all';
    app.view.collapsed = [];
  }
  app.selection.show(row.id);
}
