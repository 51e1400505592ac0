import type { TorrentRow } from '../contract/generated';
import type { IconName } from '../parts/icons';
import type { App } from '../state/app.svelte';
import type { DialogName } from '../state/dialogs.svelte';

/** What a command is to be done to. */
export interface Context {
  app: App;
  /** The torrents, in the order of the list; those that have gone are left out. */
  rows: readonly TorrentRow[];
}

/** One thing a person can do, whether by button, menu, key or palette. */
export interface Command {
  label(context: Context): string;
  /** What it is called where no menu around it says the rest, as in the palette; without it, the label. */
  phrase?(context: Context): string;
  icon?: IconName;
  /** Such as `Mod+Shift+P`; the first is the one that is shown. `Mod` is Ctrl, or ⌘ on macOS. */
  keys?: readonly string[];
  /** The dialog it opens. Its keys also work where another gives way to it, and close it again. */
  opens?: DialogName;
  /** Its keys work wherever the focus is: in menus, in text fields, and over dialogs that are being filled in. */
  anywhere?: true;
  /** What can be lost stands apart. */
  tone?: 'danger';
  /** False where this host can't do it at all; it is then shown nowhere. */
  offered?(app: App): boolean;
  /** False where it would do nothing now. */
  enabled?(context: Context): boolean;
  /** For switches: whether it is on. */
  checked?(context: Context): boolean;
  /** Said in a toast once it is done, where nothing that is in sight changes with it. */
  told?(context: Context): string | undefined;
  run(context: Context): void | Promise<void>;
}

/** The context for `ids`, or for what is selected. Live where it is read in a derived value. */
export function contextFor(app: App, ids?: Iterable<string>): Context {
  if (ids === undefined || ids === app.selection.ids) return { app, rows: app.selection.rows };
  const wanted = [...ids];
  const [only] = wanted;
  if (wanted.length === 1 && only !== undefined) {
    const row = app.torrents.row(only);
    return { app, rows: row ? [row] : [] };
  }
  // The whole list is one dependency: a thousand rows would be a thousand.
  void app.torrents.revision;
  const { rows } = app.torrents;
  return { app, rows: wanted.flatMap((id) => rows.get(id) ?? []) };
}

export function idsOf(rows: readonly TorrentRow[]): string[] {
  return rows.map(({ id }) => id);
}
