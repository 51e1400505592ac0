import type { TrackerEntry } from '../../contract/generated';

type Entry = Pick<TrackerEntry, 'url' | 'tier'>;

/** Trackers by their tiers, the tier that is asked first at the start. */
export function tiersOf<T extends Entry>(trackers: readonly T[]): T[][] {
  const tiers = new Map<number, T[]>();
  for (const tracker of trackers) tiers.set(tracker.tier, [...(tiers.get(tracker.tier) ?? []), tracker]);
  return [...tiers].sort(([a], [b]) => a - b).map(([, tier]) => tier);
}

function numbered(tiers: readonly (readonly Entry[])[]): TrackerEntry[] {
  return tiers.filter(({ length }) => length > 0).flatMap((tier, at) => tier.map(({ url }) => ({ url, tier: at })));
}

/**
 * One step earlier or later: out of a tier that it shares into one of its own, and from one of
 * its own into the next. The same list where it is at that end already.
 */
export function stepped(trackers: readonly Entry[], url: string, step: -1 | 1): TrackerEntry[] {
  const tiers = tiersOf(trackers);
  const at = tiers.findIndex((tier) => tier.some((one) => one.url === url));
  const tier = tiers[at];
  const moved = tier?.find((one) => one.url === url);
  if (!tier || !moved) return numbered(tiers);
  const rest = tier.filter((one) => one !== moved);
  if (rest.length > 0) {
    const parted = step < 0 ? [[moved], rest] : [rest, [moved]];
    return numbered([...tiers.slice(0, at), ...parted, ...tiers.slice(at + 1)]);
  }
  const next = tiers[at + step];
  if (!next) return numbered(tiers);
  const joined = step < 0 ? [...next, moved] : [moved, ...next];
  return numbered(tiers.map((one) => (one === next ? joined : one)).filter((one) => one !== tier));
}

export function canStep(trackers: readonly Entry[], url: string, step: -1 | 1): boolean {
  return JSON.stringify(stepped(trackers, url, step)) !== JSON.stringify(numbered(tiersOf(trackers)));
}

export function without(trackers: readonly Entry[], url: string): TrackerEntry[] {
  return numbered(tiersOf(trackers.filter((one) => one.url !== url)));
}

export function renamed(trackers: readonly Entry[], from: string, to: string): TrackerEntry[] {
  return numbered(tiersOf(trackers.map(({ url, tier }) => ({ url: url === from ? to : url, tier }))));
}

/** Addresses as they are typed or pasted, with spaces or lines between them. */
export function addressesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/u).filter(Boolean))];
}
