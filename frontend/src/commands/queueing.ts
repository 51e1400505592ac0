import type { QueueMove } from '../contract/generated';
import { m } from '../messages';
import type { IconName } from '../parts/icons';
import { type Command, idsOf } from './command';

/** What it is called, and what it did. */
type Words = readonly [label: () => string, told: () => string];

/** Moves what has a place in the queue; what is finished or stopped has none. */
function moving(to: QueueMove['to'], [label, told]: Words, icon: IconName, key: string): Command {
  return {
    label,
    phrase: () => m.do_queue_what({ what: label() }),
    icon,
    keys: [key],
    told: ({ app }) => (app.view.sort === 'queue_position' ? undefined : told()),
    enabled: ({ rows }) => rows.some(({ queue_position }) => queue_position !== null),
    run: async ({ app, rows }) => {
      const ids = idsOf(rows.filter(({ queue_position }) => queue_position !== null));
      await app.caller.call('queue_move', { ids, to });
    },
  };
}

export const queueing = {
  queue_top: moving('top', [m.do_queue_top, m.told_queue_top], 'arrow-up-to-line', 'Mod+Shift+Home'),
  queue_up: moving('up', [m.do_queue_up, m.told_queue_up], 'arrow-up', 'Mod+Shift+ArrowUp'),
  queue_down: moving('down', [m.do_queue_down, m.told_queue_down], 'arrow-down', 'Mod+Shift+ArrowDown'),
  queue_bottom: moving('bottom', [m.do_queue_bottom, m.told_queue_bottom], 'arrow-down-to-line', 'Mod+Shift+End'),
} satisfies Record<string, Command>;
