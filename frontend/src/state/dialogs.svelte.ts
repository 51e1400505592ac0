/** What a dialog needs to know when it opens. */
export interface DialogPayloads {
  /** Links and .torrent paths to look at; empty to ask for them. */
  add: { magnets: readonly string[]; paths: readonly string[] };
  delete: { ids: readonly string[] };
  settings: { section?: string };
  shortcuts: Record<never, never>;
  add_peer: { id: string };
}

export type DialogName = keyof DialogPayloads;
export type OpenDialog = { [N in DialogName]: { name: N; payload: DialogPayloads[N] } }[DialogName];

/** Which dialog is open: never more than one. */
export class Dialogs {
  current: OpenDialog | null = $state.raw(null);

  open<N extends DialogName>(name: N, payload: DialogPayloads[N]): void {
    this.current = { name, payload } as OpenDialog;
  }

  close(): void {
    this.current = null;
  }

  /** The payload of `name` if it is the one that is open. */
  payload<N extends DialogName>(name: N): DialogPayloads[N] | null {
    return this.current?.name === name ? (this.current.payload as DialogPayloads[N]) : null;
  }
}
