import { m } from '../messages';
import { fold } from './search';

/** A filter that can be typed, with an example and what it means. */
export interface Hint {
  /** As it is typed: `size>4GB`. */
  example: string;
  meaning: string;
}

const HINTS: readonly { key: string; example: string; meaning: () => string }[] = [
  { key: 'state', example: 'state:stalled', meaning: m.hint_state },
  { key: 'size', example: 'size>4GB', meaning: m.hint_size },
  { key: 'left', example: 'left<1GB', meaning: m.hint_left },
  { key: 'progress', example: 'progress<50%', meaning: m.hint_progress },
  { key: 'ratio', example: 'ratio<1', meaning: m.hint_ratio },
  { key: 'added', example: 'added<7d', meaning: m.hint_added },
  { key: 'finished', example: 'finished<24h', meaning: m.hint_finished },
  { key: 'idle', example: 'idle>30d', meaning: m.hint_idle },
  { key: 'eta', example: 'eta<1h', meaning: m.hint_eta },
  { key: 'down', example: 'down>1MB', meaning: m.hint_down },
  { key: 'up', example: 'up>100kB', meaning: m.hint_up },
  { key: 'downloaded', example: 'downloaded>1GB', meaning: m.hint_downloaded },
  { key: 'uploaded', example: 'uploaded>1GB', meaning: m.hint_uploaded },
  { key: 'peers', example: 'peers>10', meaning: m.hint_peers },
  { key: 'seeds', example: 'seeds<1', meaning: m.hint_seeds },
  { key: 'tracker', example: 'tracker:debian', meaning: m.hint_tracker },
  { key: 'folder', example: 'folder:movies', meaning: m.hint_folder },
  { key: 'error', example: 'error:disk', meaning: m.hint_error },
  { key: 'hash', example: 'hash:08ada5', meaning: m.hint_hash },
  { key: 'private', example: 'private:yes', meaning: m.hint_private },
  { key: 'sequential', example: 'sequential:yes', meaning: m.hint_sequential },
];

const LAST_TERM = /(?:^|\s)-?([a-z]+)$/iu;

/** Filters whose name begins as the last word that was typed. */
export function hintsFor(typed: string): Hint[] {
  const begun = fold(LAST_TERM.exec(typed)?.[1] ?? '');
  if (begun.length < 2) return [];
  const fitting = HINTS.filter(({ key }) => key.startsWith(begun));
  return fitting.map(({ example, meaning }) => ({ example, meaning: meaning() }));
}

/** What was typed with its last word made into the hint's name and operator, to be completed: `size>`. */
export function complete(typed: string, { example }: Hint): string {
  const start = /^[a-z]+(?:<=|>=|[:<>])/u.exec(example)?.[0] ?? example;
  return typed.replace(/[a-z]+$/iu, start);
}

/** An example for a term that could not be understood: `size>` wants something like `size>4GB`. */
export function exampleFor(term: string): string | undefined {
  const key = /^-?([a-z]+)/iu.exec(term)?.[1]?.toLowerCase();
  return HINTS.find((hint) => hint.key === key)?.example;
}
