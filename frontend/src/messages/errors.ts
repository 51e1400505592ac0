import { RpcError } from '../bridge/errors';
import type { TorrentError } from '../contract/generated';
import { crumbs } from '../format';
import { m } from './compiled/messages.js';
import { getLocale } from './compiled/runtime.js';

export interface ErrorWords {
  /** What is wrong. */
  text: string;
  /** What to do about it, where there is something to do. */
  advice?: string;
}

/** How each kind is told. Where `text` is left out, the host's own sentence says it best. */
const WORDS: Readonly<Record<string, { text?: (error: RpcError) => string; advice?: () => string }>> = {
  not_connected: { text: () => m.error_not_connected(), advice: () => m.error_not_connected_do() },
  timeout: { text: () => m.error_timeout(), advice: () => m.error_timeout_do() },
  internal: { text: () => m.error_internal(), advice: () => m.error_internal_do() },
  protocol: { text: () => m.error_unknown_method(), advice: () => m.error_unknown_method_do() },
  unknown_method: { text: () => m.error_unknown_method(), advice: () => m.error_unknown_method_do() },
  duplicate: { text: duplicate },
  shutting_down: { text: () => m.error_shutting_down(), advice: () => m.error_shutting_down_do() },
  invalid_magnet: { advice: () => m.error_invalid_magnet_do() },
  invalid_torrent: { advice: () => m.error_invalid_torrent_do() },
};

function duplicate({ data, message }: RpcError): string {
  const { name } = data;
  return typeof name === 'string' ? m.error_duplicate({ name }) : message;
}

/** Words for a failed call. The host's sentence stands where nothing better is known. */
export function explain(error: unknown): ErrorWords {
  if (!(error instanceof RpcError)) return { text: m.error_unknown(), advice: m.error_internal_do() };
  const words = WORDS[error.kind];
  const text = words?.text?.(error) ?? (error.message || m.error_unknown());
  const advice = words?.advice?.();
  return advice === undefined ? { text } : { text, advice };
}

/** What is wrong with a torrent, for languages that the host does not speak. */
const TORRENT_WORDS: Readonly<Record<string, (where: string) => ErrorWords>> = {
  missing_files: (where) => ({ text: m.torrent_missing({ folder: where }), advice: m.torrent_missing_do() }),
  disk_full: (where) => ({ text: m.torrent_disk_full({ folder: where }), advice: m.torrent_disk_full_do() }),
  not_writable: (where) => ({ text: m.torrent_not_writable({ folder: where }), advice: m.torrent_not_writable_do() }),
  storage: (where) => ({ text: m.torrent_storage({ folder: where }), advice: m.torrent_storage_do() }),
  path_conflict: () => ({ text: m.torrent_conflict(), advice: m.torrent_conflict_do() }),
  shared_differs: () => ({ text: m.torrent_differs(), advice: m.torrent_differs_do() }),
};

/**
 * Words for what is wrong with a torrent: the first sentence of the host's message, then the rest. The host
 * speaks English and knows figures; in other languages its kind tells as much as there are words for.
 */
export function explainTorrent({ kind, message, path }: TorrentError): ErrorWords {
  const words = getLocale() === 'en' || !path ? undefined : TORRENT_WORDS[kind];
  return words ? words(crumbs(path ?? '')) : inTwo(message);
}

/** The host's own words: the first sentence says what is wrong, the rest what to do. */
export function inTwo(message: string): ErrorWords {
  const [, text = message, advice] = /^(.+?[.!?])\s+(.+)$/su.exec(message) ?? [];
  return advice === undefined ? { text } : { text, advice };
}
