import { RpcError } from '../bridge/errors';

/** A torrent that is in the list already. */
export interface Known {
  /** Null where the host names it without saying which it is. */
  id: string | null;
  name: string;
  /** Trackers it lacks, which it may be given. */
  newTrackers: readonly string[];
}

/** The torrent that stands in the way, where that is why the host refused. */
export function knownFrom(error: unknown): Known | undefined {
  if (!(error instanceof RpcError) || error.kind !== 'duplicate') return undefined;
  const { id, name, new_trackers: trackers } = error.data;
  return {
    id: typeof id === 'string' ? id : null,
    name: typeof name === 'string' ? name : error.message,
    newTrackers: Array.isArray(trackers) ? trackers.filter((url) => typeof url === 'string') : [],
  };
}

/** Whether the host refused because another torrent has files where this one would write. */
export function isAboutPaths(error: unknown): boolean {
  return error instanceof RpcError && error.kind === 'path_conflict';
}

/** Whether the host refused the folder to save in rather than the torrent. */
export function isAboutFolder(error: unknown): boolean {
  return error instanceof RpcError && (error.kind === 'invalid_path' || error.kind === 'storage');
}

/** Why something can't be written: what is to blame, and whether replacing what is there is all it takes. */
export interface PlaceRefusal {
  about: 'path' | 'output' | 'all';
  text: string;
  taken: boolean;
}

/** `output` is where it was to go; any other path is what it was to be made of. */
export function placeRefusal(error: unknown, output: string, text: string): PlaceRefusal {
  if (!(error instanceof RpcError)) return { about: 'all', text, taken: false };
  const { path, taken } = error.data;
  if (!isAboutFolder(error)) return { about: 'all', text, taken: false };
  return { about: path === output ? 'output' : 'path', text, taken: taken === true };
}
