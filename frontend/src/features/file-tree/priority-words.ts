import { m } from '../../messages';
import type { PriorityName } from './file-sums';

const WORDS: Readonly<Record<PriorityName, () => string>> = {
  high: m.priority_high,
  normal: m.priority_normal,
  low: m.priority_low,
  skip: m.priority_skip,
};

/** A priority as it is called; undefined is that of a folder whose files have different ones. */
export function priorityWord(name: PriorityName | undefined): string {
  return name === undefined ? m.priority_mixed() : WORDS[name]();
}

/** Letters of the longest of them: columns are as wide as the language needs. */
export function priorityLetters(): number {
  return Math.max(...Object.values(WORDS).map((word) => [...word()].length));
}
