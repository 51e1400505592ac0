import type { LogEntry } from '../contract/generated';
import { bytes, crumbs } from '../format';
import { m } from './words';
import { explainTorrent, inOne } from './errors';
import type { Tone } from './sentence';

export interface HappeningWords {
  text: string;
  tone: Tone;
}

const INTENTS: Readonly<Record<string, () => string>> = {
  run: m.log_resumed,
  forced: m.log_forced,
  paused: m.log_paused,
  stopped: m.log_stopped,
};

type Facts = Readonly<Record<string, unknown>>;

const text = (facts: Facts, name: string) => (typeof facts[name] === 'string' ? facts[name] : '');
const amount = (facts: Facts) => (typeof facts['size'] === 'number' && facts['size'] > 0 ? bytes(facts['size']) : '');

/** What was wrong, in the words there are for it; where there are none, in the host's. */
function problem(facts: Facts): string {
  const error = { kind: text(facts, 'kind'), message: text(facts, 'message'), path: text(facts, 'path') || null };
  const { text: what, advice } = explainTorrent(error);
  return advice === undefined ? what : inOne(what, advice);
}

/** How each kind is told. What a newer host may tell besides is told by its kind alone. */
const WORDS: Readonly<Record<string, (facts: Facts) => string>> = {
  added: (facts) => (amount(facts) ? m.log_added_size({ amount: amount(facts) }) : m.log_added()),
  metadata: (facts) => (amount(facts) ? m.log_metadata_size({ amount: amount(facts) }) : m.log_metadata()),
  intent: (facts) =>
    facts['before'] === 'stopped' && facts['intent'] === 'run'
      ? m.log_restarted()
      : (INTENTS[text(facts, 'intent')]?.() ?? text(facts, 'intent')),
  finished: () => m.log_finished(),
  checking: () => m.log_checking(),
  checked: () => m.log_checked(),
  moved: (facts) => m.log_moved({ folder: crumbs(text(facts, 'to')) }),
  renamed: (facts) => m.log_renamed({ name: text(facts, 'to') }),
  error: (facts) => problem(facts) || m.say_error(),
  mended: () => m.log_mended(),
  missing: (facts) => problem(facts) || m.log_missing(),
  back: () => m.log_back(),
  removed: () => m.log_removed(),
};

const TONES: Readonly<Record<string, Tone>> = { error: 'danger', missing: 'attention' };

export function happeningWords({ kind, facts }: Pick<LogEntry, 'kind' | 'facts'>): HappeningWords {
  return { text: WORDS[kind]?.(facts) ?? kind, tone: TONES[kind] ?? 'plain' };
}
