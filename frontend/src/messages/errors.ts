import { RpcError } from '../bridge/errors';
import type { TorrentError } from '../contract/generated';
import { crumbs } from '../format';
import { m } from './words';
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
  shared_waits: () => ({ text: m.torrent_waits(), advice: m.torrent_waits_do() }),
};

/** What words for it are chosen by. */
type Told = Pick<TorrentError, 'kind' | 'message' | 'path'>;

/**
 * Words for what is wrong with a torrent: the first sentence of the host's message, then the rest. The host
 * speaks English and knows figures; in other languages its kind tells as much as there are words for.
 */
export function explainTorrent({ kind, message, path }: Told): ErrorWords {
  const words = getLocale() === 'en' || !path ? undefined : TORRENT_WORDS[kind];
  return words ? words(crumbs(path ?? '')) : inTwo(message);
}

/** Why the torrent file of a link can't be had, by the kind of the error without its `fetch_`. */
const FETCH_WORDS: Readonly<Record<string, (host: string) => ErrorWords>> = {
  unknown_host: (host) => ({ text: m.fetch_unknown_host({ host }), advice: m.fetch_check_do() }),
  unreachable: (host) => ({ text: m.fetch_unreachable({ host }), advice: m.fetch_again_do() }),
  timeout: (host) => ({ text: m.fetch_timeout({ host }), advice: m.fetch_again_do() }),
  status: (host) => ({ text: m.fetch_status({ host }), advice: m.fetch_again_do() }),
  broken: (host) => ({ text: m.fetch_broken({ host }), advice: m.fetch_again_do() }),
  not_found: (host) => ({ text: m.fetch_not_found({ host }), advice: m.fetch_newer_do() }),
  forbidden: (host) => ({ text: m.fetch_forbidden({ host }), advice: m.fetch_browser_do() }),
  web_page: (host) => ({ text: m.fetch_web_page({ host }), advice: m.fetch_address_do() }),
  not_torrent: (host) => ({ text: m.fetch_not_torrent({ host }), advice: m.fetch_address_do() }),
  too_large: (host) => ({ text: m.fetch_too_large({ host }), advice: m.fetch_address_do() }),
  tls: (host) => ({ text: m.fetch_tls({ host }), advice: m.fetch_tls_do() }),
  redirects: (host) => ({ text: m.fetch_redirects({ host }), advice: m.fetch_browser_do() }),
  redirect: (host) => ({ text: m.fetch_redirects({ host }), advice: m.fetch_browser_do() }),
  proxy: () => ({ text: m.fetch_proxy(), advice: m.fetch_proxy_do() }),
  proxy_login: () => ({ text: m.fetch_proxy(), advice: m.fetch_proxy_do() }),
};

/** Words for what is wrong with what is being looked at; as in `explainTorrent`, the host's own know more. */
export function explainFetch({ kind, message }: TorrentError, host: string): ErrorWords {
  const words = getLocale() === 'en' ? undefined : FETCH_WORDS[kind.replace(/^fetch_/u, '')];
  return words ? words(host) : inTwo(message);
}

/** Two sentences one after the other; the first may lack its end. */
export function inOne(text: string, advice: string): string {
  return `${/[.!?。؟]$/u.test(text) ? text : `${text}.`} ${advice}`;
}

/** The host's own words: the first sentence says what is wrong, the rest what to do. */
export function inTwo(message: string): ErrorWords {
  const [, text = message, advice] = /^(.+?[.!?])\s+(.+)$/su.exec(message) ?? [];
  return advice === undefined ? { text } : { text, advice };
}
