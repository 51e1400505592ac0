import type { Collision, Preview } from '../../contract/generated';
import { briefly, bytes, bytesOf, duration } from '../../format';
import { m } from '../../messages';
import type { Adding } from './adding.svelte';
import type { AddItem } from './item.svelte';

const JOIN = ' · ';

/** Where it comes from, and how its files were found or are being looked for. `now` in Unix seconds. */
export function originOf(item: AddItem, now: number, dht: boolean): string {
  const { preview, state } = item;
  if (item.fetching) return fetchingWords(item);
  if (state === 'looking') return preview ? lookingWords(preview, now, dht) : m.add_opening();
  const parts: string[] = [fromWords(item)];
  if (state === 'ready') parts.push(...arrivalWords(item));
  if (preview?.private) parts.push(m.add_private());
  return parts.join(JOIN);
}

function fromWords({ given, host }: AddItem): string {
  if (host) return m.add_from_link({ host });
  return given.kind === 'link' ? m.add_from_magnet() : m.add_from_file();
}

function fetchingWords({ host, preview }: AddItem): string {
  const words = m.add_fetching({ host });
  if (!preview?.fetched) return words;
  const { fetched, fetch_size: size } = preview;
  return [words, size ? bytesOf(fetched, size) : m.add_fetched({ amount: bytes(fetched) })].join(JOIN);
}

function lookingWords({ started_at, trackers, peers }: Preview, now: number, dht: boolean): string {
  const asked = trackers === 0 ? [] : [dht ? m.add_asked_both({ count: trackers }) : m.add_asked({ count: trackers })];
  if (trackers === 0 && dht) asked.push(m.add_asked_dht());
  return [m.add_looking({ duration: duration(now - started_at) }), ...asked, m.row_peers({ count: peers })].join(JOIN);
}

function arrivalWords({ given, host, arrival, browser }: AddItem): string[] {
  if (given.kind !== 'link' || host || !arrival) return [m.files_count({ count: browser.count })];
  if (arrival.seconds < 0.1) return [m.add_arrived_at_once()];
  const duration = briefly(arrival.seconds);
  return [arrival.peers > 0 ? m.add_arrived({ duration, count: arrival.peers }) : m.add_arrived_alone({ duration })];
}

/** Whose files are in the way, and which. */
export function collisionWords(torrents: readonly Collision[]): string {
  const [first] = torrents;
  if (!first) return '';
  if (torrents.length > 1) return m.add_conflict_several({ name: first.name, count: torrents.length - 1 });
  const [path] = first.paths;
  if (first.count === 1 && path !== undefined) return m.add_conflict_one({ name: first.name, path });
  return m.add_conflict_with({ name: first.name, count: first.count });
}

/** What the list of several says under a name. */
export function summaryOf(item: AddItem): string {
  switch (item.state) {
    case 'looking':
      return item.fetching ? m.add_item_fetching() : m.add_item_looking();
    case 'known':
      return m.add_item_known();
    case 'failed':
      return item.trouble?.text ?? '';
    case 'ready':
      if (!item.collisions.settled) return m.add_item_conflict();
      return m.add_sum({ count: item.browser.chosenCount, size: bytes(item.size) });
  }
}

/** What the main button does, said on it. */
export function consequence({ items, addable, selected, size }: Adding): string {
  const { length: count } = addable;
  if (items.length > 1 && count === 0) return m.add();
  if (items.length > 1) return count === items.length ? m.add_all({ count }) : m.add_some({ count });
  if (selected?.state !== 'ready') return m.add();
  if (!selected.collisions.settled) return m.add();
  const { chosenCount } = selected.browser;
  return chosenCount === 0 ? m.add_nothing_chosen() : m.add_files({ count: chosenCount, size: bytes(size) });
}

/** How many hosts are named. */
const NAMED = 3;

/** The hosts of trackers, each once: some by name, the others counted. */
export function hostsOf(trackers: readonly string[]): string {
  const hosts = [...new Set(trackers.map((url) => (URL.canParse(url) ? new URL(url).hostname : url)))];
  const named = hosts.slice(0, NAMED).join(', ');
  const { length: more } = hosts.slice(NAMED);
  return more === 0 ? named : m.add_known_more({ count: more, hosts: named });
}
