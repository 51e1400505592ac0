import type { Trial } from '../contract/generated';
import { m } from './words';

/** What came of a program that was tried, in a sentence or two. */
export function trialWords({ outcome, command, code, reason }: Trial): string {
  const program = command[0] ?? '';
  switch (outcome) {
    case 'well':
      return m.try_well();
    case 'failed':
      return m.try_failed({ code: String(code) });
    case 'killed':
      return m.try_killed({ code: String(code) });
    case 'running':
      return m.try_running();
    case 'missing':
      return m.try_missing({ program });
    case 'forbidden':
      return m.try_forbidden({ program });
    case 'no_program':
      return m.try_no_program({ program });
    case 'refused':
      return m.try_refused();
    case 'not_started':
      return m.try_not_started({ program, reason });
  }
}
