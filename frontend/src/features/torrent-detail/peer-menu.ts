import { banPeer, complain, copyText } from '../../commands';
import type { PeerRow } from '../../contract/generated';
import { m } from '../../messages';
import type { MenuEntry } from '../../parts/menu';
import type { App } from '../../state';

/** What can be done to a peer. */
export function peerMenu(app: App, { address, flags }: PeerRow): MenuEntry[] {
  return [
    { kind: 'item', label: m.peers_copy(), icon: 'copy', onselect: () => void copy(app, address) },
    { kind: 'separator' },
    {
      kind: 'item',
      label: m.peers_ban(),
      icon: 'ban',
      // Web seeds are taken from the list of trackers; nobody connects to them.
      disabled: flags.includes('web_seed'),
      onselect: () => void banPeer(app, address),
    },
  ];
}

async function copy(app: App, address: string): Promise<void> {
  try {
    await copyText(app, address);
    app.toasts.show({ level: 'info', key: 'copied', text: m.peers_copied(), seconds: 2 });
  } catch (error) {
    complain(app, error);
  }
}
