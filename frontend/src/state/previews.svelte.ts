import type { Caller } from '../bridge';
import { RpcError } from '../bridge/errors';
import type { AddTorrents, Collisions, NewTorrent, Preview, PreviewTorrentFile } from '../contract/generated';

/** What holds for all that are added together. */
export type AddChoices = Omit<AddTorrents, 'torrents' | 'seed_mode'>;

/** A preview that is to be added, with what was chosen for it alone. */
export type Wanted = Pick<NewTorrent, 'files' | 'on_conflict'> & { preview: string };

/** What to do where another torrent has files that one would write. */
export type OnConflict = NonNullable<NewTorrent['on_conflict']>;

export interface Arrival {
  seconds: number;
  peers: number;
}

/** Torrents that are being looked at before they are added, oldest first. */
export class Previews {
  all: readonly Preview[] = $state.raw([]);
  readonly #caller: Caller;
  /** Previews that were accepted or cancelled: late news of them is ignored. */
  readonly #settled = new Set<string>();
  readonly #arrivals = new Map<string, Arrival>();
  readonly #now: () => number;

  /** `now` tells the time in Unix seconds. */
  constructor(caller: Caller, now: () => number = () => Date.now() / 1000) {
    this.#caller = caller;
    this.#now = now;
  }

  /** How the files of a magnet were found; undefined until they are. */
  arrival(preview: string): Arrival | undefined {
    return this.#arrivals.get(preview);
  }

  get(preview: string): Preview | undefined {
    return this.all.find((one) => one.preview === preview);
  }

  apply(preview: Preview): void {
    if (this.#settled.has(preview.preview)) return;
    if (preview.ready && !this.#arrivals.has(preview.preview)) {
      this.#arrivals.set(preview.preview, { seconds: this.#now() - preview.started_at, peers: preview.peers });
    }
    const known = this.all.some((one) => one.preview === preview.preview);
    this.all = known
      ? this.all.map((one) => (one.preview === preview.preview ? preview : one))
      : [...this.all, preview];
  }

  async startMagnet(uri: string): Promise<Preview> {
    return this.#begin(await this.#caller.call('preview_magnet', { uri }));
  }

  /** `url`: where a torrent file lies. */
  async startLink(url: string): Promise<Preview> {
    return this.#begin(await this.#caller.call('preview_link', { url }));
  }

  async startFile(file: PreviewTorrentFile): Promise<Preview> {
    return this.#begin(await this.#caller.call('preview_torrent_file', file));
  }

  /** Adds them to the list. For each, why the host refused it, if it did; it then stays a preview. */
  async accept(wanted: readonly Wanted[], choices: AddChoices): Promise<(RpcError | undefined)[]> {
    const { torrents } = await this.#caller.call('add_torrents', { torrents: [...wanted], ...choices });
    return wanted.map(({ preview }, at) => {
      const refused = torrents[at]?.refused;
      if (!refused) this.#settle(preview);
      return refused ? RpcError.refused(refused) : undefined;
    });
  }

  /** What it would have in common with others in that folder; asks the host. */
  async collisions(preview: string, path: string, files: readonly number[]): Promise<Collisions> {
    return this.#caller.call('check_collisions', {
      preview,
      ...(path && { save_path: path }),
      files: [...files],
    });
  }

  async cancel(preview: string): Promise<void> {
    this.#settle(preview);
    await this.#caller.call('cancel_preview', { preview });
  }

  #begin(preview: Preview): Preview {
    // Events may have told more since the answer was written.
    if (!this.get(preview.preview)) this.apply(preview);
    return this.get(preview.preview) ?? preview;
  }

  #settle(preview: string): void {
    this.#settled.add(preview);
    this.all = this.all.filter((one) => one.preview !== preview);
  }
}
