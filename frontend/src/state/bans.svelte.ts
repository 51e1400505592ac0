import type { Caller } from '../bridge';
import type { BannedPeer } from '../contract/generated';

/** Peers that no torrent connects to. */
export class Bans {
  /** The latest first; null until the host has told them. */
  list: readonly BannedPeer[] | null = $state.raw(null);
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  async load(): Promise<void> {
    const banned = await this.#caller.call('get_banned');
    this.list = banned.sort((a, b) => b.at - a.at);
  }

  /** An address, with a port or without, or a range of them such as 192.0.2.0/24. */
  async ban(address: string): Promise<void> {
    await this.#caller.call('ban_peers', { addresses: [address] });
    await this.load();
  }

  async allow(address: string): Promise<void> {
    await this.#caller.call('unban_peers', { addresses: [address] });
    await this.load();
  }
}
