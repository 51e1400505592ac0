import { m } from '../messages';
import type { Command } from './command';

export const program = {
  add_link: {
    label: () => m.do_add_link(),
    icon: 'magnet',
    keys: ['Mod+U', 'Mod+Shift+O'],
    opens: 'add',
    run: ({ app }) => {
      app.dialogs.open('add', { magnets: [], paths: [] });
    },
  },
  open_torrents: {
    label: () => m.do_open_torrents(),
    icon: 'file',
    keys: ['Mod+O'],
    opens: 'add',
    offered: (app) => app.session.can('choose_torrents'),
    run: async ({ app }) => {
      const { paths } = await app.caller.call('choose_torrents');
      if (paths.length > 0) app.dialogs.open('add', { magnets: [], paths });
    },
  },
  create: {
    label: () => m.do_create(),
    icon: 'file-plus',
    keys: ['Mod+N'],
    opens: 'create',
    run: ({ app }) => {
      const [running] = app.creations.running;
      app.dialogs.open('create', running ? { job: running.job } : {});
    },
  },
  pause_all: {
    label: () => m.do_pause_all(),
    icon: 'pause',
    keys: ['Mod+Shift+P'],
    enabled: ({ app }) => app.session.info?.paused === false,
    run: async ({ app }) => {
      await app.caller.call('pause_all');
    },
  },
  resume_all: {
    label: () => m.do_resume_all(),
    icon: 'play',
    keys: ['Mod+Shift+S'],
    enabled: ({ app }) => app.session.info?.paused === true || Boolean(app.session.info?.held_by),
    run: async ({ app }) => {
      await app.caller.call('resume_all');
    },
  },
  slow_mode: {
    label: () => m.do_slow_mode(),
    icon: 'gauge',
    keys: ['Mod+L'],
    enabled: ({ app }) => app.settings.current !== undefined,
    checked: ({ app }) => app.settings.current?.slow_mode ?? false,
    run: async ({ app }) => {
      await app.settings.change({ slow_mode: !app.settings.current?.slow_mode });
    },
  },
  dht: {
    label: () => m.slow_dht_on(),
    icon: 'activity',
    // Where the switch is on already and something else keeps the DHT off, there is nothing to press.
    enabled: ({ app }) => app.settings.current?.dht === false,
    told: () => m.told_dht(),
    run: async ({ app }) => {
      await app.settings.change({ dht: true });
    },
  },
  statistics: {
    label: () => m.do_statistics(),
    icon: 'chart-column',
    keys: ['Mod+Shift+I'],
    opens: 'statistics',
    run: ({ app }) => {
      app.dialogs.open('statistics', {});
    },
  },
  log: {
    label: () => m.do_log(),
    icon: 'history',
    keys: ['Mod+J'],
    opens: 'log',
    run: ({ app }) => {
      app.dialogs.open('log', {});
    },
  },
  diagnostics: {
    label: () => m.do_diagnostics(),
    icon: 'copy',
    opens: 'diagnostics',
    run: ({ app }) => {
      app.dialogs.open('diagnostics', {});
    },
  },
  settings: {
    label: () => m.do_settings(),
    icon: 'settings',
    keys: ['Mod+,'],
    opens: 'settings',
    run: ({ app }) => {
      app.dialogs.open('settings', {});
    },
  },
  palette: {
    label: () => m.do_palette(),
    icon: 'square-chevron-right',
    keys: ['Mod+K'],
    opens: 'palette',
    run: ({ app }) => {
      app.dialogs.open('palette', {});
    },
  },
  shortcuts: {
    label: () => m.do_shortcuts(),
    icon: 'info',
    keys: ['F1', 'Shift+?'],
    opens: 'shortcuts',
    run: ({ app }) => {
      app.dialogs.open('shortcuts', {});
    },
  },
  quit: {
    label: () => m.do_quit(),
    icon: 'log-out',
    keys: ['Mod+Q'],
    // What is being filled in is in the way of closing the window neither.
    anywhere: true,
    // Of the window alone: a page in a browser ends no host that others use.
    offered: (app) => app.session.can('quit'),
    run: async ({ app }) => {
      await app.caller.call('shutdown');
    },
  },
} satisfies Record<string, Command>;
