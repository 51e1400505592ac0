import type { Settings } from '../contract/generated';
import type { SavedView } from './view.svelte';

/** What was chosen for what is to be added. */
export interface Filled {
  folder: string;
  paused: boolean;
  sequential: boolean;
  top: boolean;
  /** The priority of each file, by the link or path of the torrents that were chosen from. */
  files: Readonly<Record<string, readonly number[]>>;
}

/** Torrents to look at; with none, the dialog asks for them. */
export interface AddRequest {
  magnets: readonly string[];
  /** .torrent files on the host. */
  paths: readonly string[];
  /** .torrent files that only the page has. */
  files?: readonly File[];
  /** What has been typed and not gone on with. */
  text?: string;
  filled?: Filled;
}

/** What a dialog needs to know when it opens. */
export interface DialogPayloads {
  add: AddRequest;
  delete: { ids: readonly string[] };
  /** `setting` is the one that takes the focus; `typed` is what was searched for. */
  settings: { section?: string; setting?: keyof Settings; typed?: string };
  shortcuts: Record<never, never>;
  palette: Record<never, never>;
  statistics: Record<never, never>;
  log: Record<never, never>;
  diagnostics: Record<never, never>;
  /** A web address that leads out of the program. */
  link: { url: string };
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

/** Nothing in them is half said, so another may take their place. */
const GIVING_WAY: ReadonlySet<DialogName> = new Set<DialogName>([
  'settings',
  'shortcuts',
  'palette',
  'statistics',
  'log',
  'diagnostics',
]);

/** A glance: what it was opened over comes back behind it, where that is not a glance itself. */
const GLANCES: ReadonlySet<DialogName> = new Set<DialogName>(['shortcuts', 'palette']);

/** Which dialog is open: never more than one. */
export class Dialogs {
  current: OpenDialog | null = $state.raw(null);
  /** What is to be added once what is open now is said and done. */
  waiting: AddRequest | null = $state.raw(null);
  /** What the Add dialog holds while it is open. */
  draft: AddRequest | null = $state.raw(null);
  /** What comes back when a glance is over. */
  #beneath: OpenDialog | null = null;

  /** Whether another dialog may open without anything being lost. */
  get giveWay(): boolean {
    return this.current === null || GIVING_WAY.has(this.current.name);
  }

  open<N extends DialogName>(name: N, payload: DialogPayloads[N]): void {
    const before = this.current;
    if (!GLANCES.has(name)) this.#beneath = null;
    else if (before && !GLANCES.has(before.name)) this.#beneath = before;
    this.current = { name, payload } as OpenDialog;
  }

  /** What to open `name` with when it comes back, while it is open. */
  note<N extends DialogName>(name: N, payload: DialogPayloads[N]): void {
    if (this.current?.name === name) this.current = { name, payload } as OpenDialog;
  }

  /** Opens the Add dialog with these, or lets them join those that it has; they wait for a dialog that is being filled in. */
  offer(given: Partial<AddRequest>): void {
    const open = this.payload('add');
    if (open || this.giveWay) this.open('add', joined(open, given));
    else this.waiting = joined(this.waiting, given);
  }

  close(): void {
    const { waiting } = this;
    const beneath = this.#beneath;
    this.waiting = this.#beneath = null;
    this.current = waiting ? { name: 'add', payload: waiting } : beneath;
  }

  /** Closes it with what it was opened over: something else is to be done. */
  leave(): void {
    this.#beneath = null;
    this.close();
  }

  /** The payload of `name` if it is the one that is open. */
  payload<N extends DialogName>(name: N): DialogPayloads[N] | null {
    return this.current?.name === name ? (this.current.payload as DialogPayloads[N]) : null;
  }
}

function joined(before: AddRequest | null, { magnets = [], paths = [], files = [] }: Partial<AddRequest>): AddRequest {
  return {
    magnets: [...(before?.magnets ?? []), ...magnets],
    paths: [...(before?.paths ?? []), ...paths],
    files: [...(before?.files ?? []), ...files],
  };
}
