import type { PeerRow } from '../../contract/generated';
import { compareNames } from '../../format';

export type PeerKey = 'client' | 'down' | 'up';

/** Rates as they compare: by doublings, so that rows don't change places with every flicker. */
const step = (rate: number) => (rate > 0 ? Math.floor(Math.log2(rate)) : -1);

const COMPARE: Readonly<Record<PeerKey, (a: PeerRow, b: PeerRow) => number>> = {
  client: (a, b) => compareNames(a.client, b.client),
  down: (a, b) => step(b.down_rate) - step(a.down_rate) || step(b.up_rate) - step(a.up_rate),
  up: (a, b) => step(b.up_rate) - step(a.up_rate) || step(b.down_rate) - step(a.down_rate),
};

/** Peers by what matters, those that are equal by their address. */
export function ordered(peers: readonly PeerRow[], key: PeerKey): PeerRow[] {
  return [...peers].sort((a, b) => COMPARE[key](a, b) || compareNames(a.address, b.address));
}
