import { RpcError } from '../bridge/errors';

/** A torrent that is in the list already. */
export interface Known {
  /** Null where the host names it without saying which it is. */
  id: string | null;
  name: string;
}

/** The torrent that stands in the way, where that is why the host refused. */
export function knownFrom(error: unknown): Known | undefined {
  if (!(error instanceof RpcError) || error.kind !== 'duplicate') return undefined;
  const { id, name } = error.data;
  return { id: typeof id === 'string' ? id : null, name: typeof name === 'string' ? name : error.message };
}

/** Whether the host refused the folder to save in rather than the torrent. */
export function isAboutFolder(error: unknown): boolean {
  return error instanceof RpcError && (error.kind === 'invalid_path' || error.kind === 'storage');
}
