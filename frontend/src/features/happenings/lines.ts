import type { LogEntry } from '../../contract/generated';
import { isSameDay } from '../../format';

/** What stands in the list: what happened, under the day on which it did. */
export type Line = { kind: 'day'; at: number } | { kind: 'entry'; entry: LogEntry };

/** `entries` from the newest to the oldest, with a head wherever another day begins. */
export function linesOf(entries: readonly LogEntry[]): Line[] {
  return entries.flatMap((entry, index): Line[] => {
    const before = entries[index - 1];
    const line: Line = { kind: 'entry', entry };
    return before && isSameDay(before.at, entry.at) ? [line] : [{ kind: 'day', at: entry.at }, line];
  });
}
