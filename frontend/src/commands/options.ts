import type { TorrentRow } from '../contract/generated';
import { m } from '../messages';
import { type Command, idsOf } from './command';

type Flag = 'sequential' | 'first_last' | 'super_seeding';

/** What sets each of a torrent's switches. */
const SETTERS = {
  sequential: (ids: string[], on: boolean) => ['set_sequential', { ids, sequential: on }] as const,
  first_last: (ids: string[], on: boolean) => ['set_first_last', { ids, on }] as const,
  super_seeding: (ids: string[], on: boolean) => ['set_super_seeding', { ids, on }] as const,
};

/** Whether a switch is on for all of them, for none, or for some. */
export function shared(rows: readonly TorrentRow[], flag: Flag): 'on' | 'off' | 'mixed' {
  if (rows.every((row) => row[flag])) return rows.length > 0 ? 'on' : 'off';
  return rows.some((row) => row[flag]) ? 'mixed' : 'off';
}

/** A switch: where some have it and some don't, all get it. */
function switching(flag: Flag, label: () => string): Pick<Command, 'label' | 'enabled' | 'checked' | 'told' | 'run'> {
  return {
    label,
    enabled: ({ rows }) => rows.length > 0,
    checked: ({ rows }) => shared(rows, flag) === 'on',
    told: ({ app, rows }) => {
      if (app.view.panel && app.view.tab === 'options') return undefined;
      return shared(rows, flag) === 'on' ? m.told_off({ what: label() }) : m.told_on({ what: label() });
    },
    run: async ({ app, rows }) => {
      const [method, params] = SETTERS[flag](idsOf(rows), shared(rows, flag) !== 'on');
      await app.caller.call(method, params as never);
    },
  };
}

export const options = {
  sequential: { icon: 'list-ordered', ...switching('sequential', m.do_sequential) },
  first_last: { icon: 'unfold-horizontal', ...switching('first_last', m.do_first_last) },
  super_seeding: { icon: 'sprout', ...switching('super_seeding', m.do_super_seeding) },
  add_tracker: {
    label: () => m.slow_add_tracker(),
    icon: 'radar',
    enabled: ({ rows }) => rows.length === 1,
    run: ({ app, rows: [row] }) => {
      if (!row) return;
      if (app.selection.only !== row.id) app.selection.pick(row.id);
      app.view.addTracker();
    },
  },
} satisfies Record<string, Command>;
