/**
 * The one door to the host. Stores are given a client; views never import this room.
 */
import { Client } from './client';
import { PywebviewTransport } from './pywebview';
import type { Transport } from './transport';
import { WebSocketTransport } from './websocket';

export { type Caller, Client } from './client';
export { RpcError } from './errors';
export type { HostState, Transport } from './transport';

export function connect(): Client {
  return new Client(chooseTransport());
}

/** The window's own bridge, except under `npm run dev` in a browser, where it is a socket. */
function chooseTransport(): Transport {
  if (import.meta.env.DEV && !window.pywebview) {
    const url = developmentUrl();
    if (url) return new WebSocketTransport(url);
  }
  return new PywebviewTransport();
}

/** From `?engine=ws://…&token=…`, or from `VITE_ENGINE_URL` and `VITE_ENGINE_TOKEN`. */
function developmentUrl(): string | undefined {
  const query = new URLSearchParams(location.search);
  const address = query.get('engine') ?? import.meta.env['VITE_ENGINE_URL'];
  if (typeof address !== 'string' || !address) return undefined;
  const url = new URL(address);
  const token = query.get('token') ?? import.meta.env['VITE_ENGINE_TOKEN'];
  if (typeof token === 'string' && token) url.searchParams.set('token', token);
  return url.href;
}
