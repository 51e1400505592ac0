import type { Settings } from '../contract/generated';
import type { SavedView } from './view.svelte';

/** Torrents to look at; with none, the dialog asks for them. */
export interface AddRequest {
  magnets: readonly string[];
  /** .torrent files on the host. */
  paths: readonly string[];
  /** .torrent files that only the page has. */
  files?: readonly File[];
}

/** What a dialog needs to know when it opens. */
export interface DialogPayloads {
  add: AddRequest;
  delete: { ids: readonly string[] };
  /** `setting` is the one that takes the focus. */
  settings: { section?: string; setting?: keyof Settings };
  shortcuts: Record<never, never>;
  palette: Record<never, never>;
  statistics: Record<never, never>;
  /** Of one torrent, or of all. */
  log: { id?: string };
  /** `path` is the folder to begin with. */
  move: { ids: readonly string[]; path?: string };
  rename: { id: string };
  /** With a job, how that one goes; else `path` is what to share. */
  create: { job?: string; path?: string };
  /** A view to keep, or a kept one to call otherwise. */
  name_view: { view?: SavedView };
}

export type DialogName = keyof DialogPayloads;
export type OpenDialog = { [N in DialogName]: { name: N; payload: DialogPayloads[N] } }[DialogName];

/** Which dialog is open: never more than one. */
export class Dialogs {
  current: OpenDialog | null = $state.raw(null);

  open<N extends DialogName>(name: N, payload: DialogPayloads[N]): void {
    this.current = { name, payload } as OpenDialog;
  }

  /** Opens the Add dialog with these, or lets them join those that it has. */
  offer({ magnets = [], paths = [], files = [] }: Partial<AddRequest>): void {
    const open = this.payload('add');
    this.open('add', {
      magnets: [...(open?.magnets ?? []), ...magnets],
      paths: [...(open?.paths ?? []), ...paths],
      files: [...(open?.files ?? []), ...files],
    });
  }

  close(): void {
    this.current = null;
  }

  /** The payload of `name` if it is the one that is open. */
  payload<N extends DialogName>(name: N): DialogPayloads[N] | null {
    return this.current?.name === name ? (this.current.payload as DialogPayloads[N]) : null;
  }
}
