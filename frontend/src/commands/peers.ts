import { m } from '../messages';
import type { App } from '../state/app.svelte';
import { complain } from './registry';

/** The address of a peer without its port, as bans have it. */
export function hostOf(address: string): string {
  return address.replace(/^\[|\]?:\d+$/gu, '');
}

/** Ends the connection and makes no other, of any torrent; a toast offers the way back. */
export async function banPeer(app: App, address: string): Promise<void> {
  const host = hostOf(address);
  try {
    await app.bans.ban(host);
  } catch (error) {
    complain(app, error);
    return;
  }
  const undo = () => {
    app.toasts.closeKey('banned');
    app.bans.allow(host).catch((error: unknown) => {
      complain(app, error);
    });
  };
  app.toasts.show({
    level: 'info',
    key: 'banned',
    text: m.peers_banned({ host }),
    action: { label: m.do_undo(), run: undo },
    seconds: 10,
  });
}
