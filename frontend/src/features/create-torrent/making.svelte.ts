import type { CreateTorrent, TorrentFormat } from '../../contract/generated';
import { explain, m } from '../../messages';
import { type App, type PlaceRefusal, placeRefusal } from '../../state';
import { Extent } from './extent.svelte';

const TRACKER = /^(?:udp|https?|wss?):\/\/[^\s/]+/iu;
const WEB_SERVER = /^https?:\/\/[^\s/]+/iu;

/** Tiers of trackers as they are typed: one a line, tiers parted by empty lines. */
export function tiersIn(text: string): string[][] {
  const tiers: string[][] = [[]];
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') tiers.push([]);
    else tiers.at(-1)?.push(line);
  }
  return tiers.filter(({ length }) => length > 0);
}

export function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** What is asked for in the dialog, and what is wrong with it, field by field. */
export class Making {
  path = $state('');
  /** Empty: beside what is shared. */
  output = $state('');
  format = $state<TorrentFormat>('hybrid');
  /** Bytes as text; `auto` chooses by size. */
  pieceLength = $state('auto');
  trackers = $state('');
  webSeeds = $state('');
  comment = $state('');
  source = $state('');
  private = $state(false);
  hidden = $state(false);
  seed = $state(true);
  overwrite = $state(false);
  busy = $state(false);
  #refused: PlaceRefusal | undefined = $state.raw();
  readonly extent: Extent;
  readonly #creations: App['creations'];

  constructor({ creations, caller }: Pick<App, 'creations' | 'caller'>) {
    this.#creations = creations;
    this.extent = new Extent(caller);
  }

  /** Where the torrent file goes if nobody says otherwise. */
  get usualOutput(): string {
    const path = this.path.trim().replace(/[\\/]+$/u, '');
    return path === '' ? '' : `${path}.torrent`;
  }

  get able(): boolean {
    return !this.busy && this.path.trim() !== '' && !this.trackersTrouble && !this.webSeedsTrouble;
  }

  get trackersTrouble(): string | null {
    const bad = tiersIn(this.trackers)
      .flat()
      .find((line) => !TRACKER.test(line));
    return bad === undefined ? null : m.create_trackers_bad({ text: bad });
  }

  get webSeedsTrouble(): string | null {
    const bad = linesIn(this.webSeeds).find((line) => !WEB_SERVER.test(line));
    return bad === undefined ? null : m.create_web_seeds_bad({ text: bad });
  }

  /** A private torrent that names no tracker. */
  get lonely(): boolean {
    return this.private && tiersIn(this.trackers).length === 0;
  }

  get pathTrouble(): string | null {
    return this.#refused?.about === 'path' ? this.#refused.text : null;
  }

  get outputTrouble(): string | null {
    return this.#refused?.about === 'output' && !this.overwrite ? this.#refused.text : null;
  }

  /** Whether all it takes is to let a file be replaced. */
  get taken(): boolean {
    return this.#refused?.taken ?? false;
  }

  /** What is wrong with no field of its own. */
  get trouble(): string | null {
    return this.#refused?.about === 'all' ? this.#refused.text : null;
  }

  share(path: string): void {
    this.path = path;
    this.output = '';
    this.overwrite = false;
    this.#refused = undefined;
  }

  /** The same name in another folder. */
  saveIn(folder: string): void {
    const slash = folder.includes('\\') ? '\\' : '/';
    const name = (this.output.trim() || this.usualOutput).split(/[\\/]/u).at(-1) || 'new.torrent';
    this.saveAs(folder.endsWith(slash) ? folder + name : folder + slash + name);
  }

  /** How many pieces there will be and of how many bytes, once it is known how much there is to share. */
  get pieces(): { count: number; length: number } | undefined {
    const { measured } = this.extent;
    if (!measured) return undefined;
    const length = this.pieceLength === 'auto' ? measured.piece_length : Number(this.pieceLength);
    return { count: Math.ceil(measured.size / length), length };
  }

  saveAs(path: string): void {
    this.output = path;
    this.overwrite = false;
    this.#refused = undefined;
  }

  /** The job, once it is under way; undefined where it was refused. */
  async begin(): Promise<string | undefined> {
    if (!this.able) return undefined;
    this.busy = true;
    this.#refused = undefined;
    const params = this.#params();
    try {
      return await this.#creations.begin(params);
    } catch (error) {
      this.#refused = placeRefusal(error, params.output ?? this.usualOutput, explain(error).text);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  #params(): CreateTorrent {
    return {
      path: this.path.trim(),
      output: this.output.trim() || null,
      overwrite: this.overwrite,
      format: this.format,
      piece_length: this.pieceLength === 'auto' ? null : Number(this.pieceLength),
      private: this.private,
      trackers: tiersIn(this.trackers),
      web_seeds: linesIn(this.webSeeds),
      source: this.source.trim(),
      comment: this.comment.trim(),
      include_hidden: this.hidden,
      seed: this.seed,
    };
  }
}
