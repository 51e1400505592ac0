import type { TrackerRow } from '../../contract/generated';
import { count, isolated, until } from '../../format';
import { m } from '../../messages';

export type TrackerTone = 'plain' | 'quiet' | 'attention';

export interface TrackerWords {
  status: string;
  tone: TrackerTone;
  /** What else is known, most telling first. */
  facts: string[];
}

const STATUS: Readonly<Record<string, { word: () => string; tone: TrackerTone }>> = {
  working: { word: m.tracker_working, tone: 'plain' },
  updating: { word: m.tracker_updating, tone: 'plain' },
  error: { word: m.tracker_error, tone: 'attention' },
  refused: { word: m.tracker_refused, tone: 'attention' },
  waiting: { word: m.tracker_waiting, tone: 'quiet' },
  disabled: { word: m.tracker_disabled, tone: 'quiet' },
};

/** How a tracker is doing, in words. `now` in Unix seconds. */
export function trackerWords(tracker: TrackerRow, now: number): TrackerWords {
  const { word, tone } = STATUS[tracker.refused ? 'refused' : tracker.status] ?? {
    word: () => tracker.status,
    tone: 'quiet' as const,
  };
  const { swarm_seeds: seeds, swarm_peers: peers, next_announce_at: next } = tracker;
  const facts = [
    tracker.message && isolated(tracker.message.replace(/\.$/u, '')),
    seeds !== null && peers !== null ? m.tracker_swarm({ seeds: count(seeds), peers: count(peers) }) : '',
    tracker.fails > 0 ? m.tracker_fails({ count: tracker.fails }) : '',
    next !== null ? m.tracker_next({ when: until(next, now) }) : '',
  ];
  return { status: word(), tone, facts: facts.filter(Boolean) };
}

/** The parts of an announce URL to be seen: its path often holds a key that is nobody else's business. */
export function splitUrl(url: string): { host: string; scheme: string } {
  const [, scheme = '', host = url] = /^([a-z]+):\/\/([^/?#]+)/iu.exec(url) ?? [];
  return { host, scheme };
}
