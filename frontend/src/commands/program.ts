import { m } from '../messages';
import type { Command } from './command';

export const program = {
  add_link: {
    label: () => m.do_add_link(),
    icon: 'magnet',
    keys: ['Mod+U', 'Mod+Shift+O'],
    run: ({ app }) => {
      app.dialogs.open('add', { magnets: [], paths: [] });
    },
  },
  open_torrents: {
    label: () => m.do_open_torrents(),
    icon: 'file',
    keys: ['Mod+O'],
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
    enabled: ({ app }) => app.session.info?.paused === true,
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
  statistics: {
    label: () => m.do_statistics(),
    icon: 'chart-column',
    keys: ['Mod+Shift+I'],
    run: ({ app }) => {
      app.dialogs.open('statistics', {});
    },
  },
  log: {
    label: () => m.do_log(),
    icon: 'history',
    keys: ['Mod+J'],
    run: ({ app }) => {
      app.dialogs.open('log', {});
    },
  },
  settings: {
    label: () => m.do_settings(),
    icon: 'settings',
    keys: ['Mod+,'],
    run: ({ app }) => {
      app.dialogs.open('settings', {});
    },
  },
  palette: {
    label: () => m.do_palette(),
    icon: 'square-chevron-right',
    keys: ['Mod+K'],
    run: ({ app }) => {
      app.dialogs.open('palette', {});
    },
  },
  shortcuts: {
    label: () => m.do_shortcuts(),
    icon: 'info',
    keys: ['F1', 'Shift+?'],
    run: ({ app }) => {
      app.dialogs.open('shortcuts', {});
    },
  },
} satisfies Record<string, Command>;
