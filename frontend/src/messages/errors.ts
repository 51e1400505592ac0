import { RpcError } from '../bridge/errors';
import type { TorrentError } from '../contract/generated';
import { m } from './compiled/messages.js';

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

/** Words for what is wrong with a torrent: the first sentence of the host's message, then the rest. */
export function explainTorrent({ message }: TorrentError): ErrorWords {
  const [, text = message, advice] = /^(.+?[.!?])\s+(.+)$/su.exec(message) ?? [];
  return advice === undefined ? { text } : { text, advice };
}
