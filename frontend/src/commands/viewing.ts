import { m } from '../messages';
import { SORT_KEYS, type SortKey } from '../state/sorting';
import type { Command } from './command';

export const SORT_WORDS: Readonly<Record<SortKey, () => string>> = {
  activity: m.sort_activity,
  name: m.sort_name,
  size: m.sort_size,
  progress: m.sort_progress,
  state: m.sort_state,
  down_rate: m.sort_down_rate,
  up_rate: m.sort_up_rate,
  peers: m.sort_peers,
  eta: m.sort_eta,
  ratio: m.sort_ratio,
  added_at: m.sort_added_at,
  queue_position: m.sort_queue_position,
  seeds: m.sort_seeds,
  availability: m.sort_availability,
  left: m.sort_left,
  downloaded: m.sort_downloaded,
  uploaded: m.sort_uploaded,
  completed_at: m.sort_completed_at,
  last_active_at: m.sort_last_active_at,
  tracker: m.sort_tracker,
  save_path: m.sort_save_path,
};

type SortCommands = Record<`sort_${SortKey}`, Command>;

const sorting = Object.fromEntries(
  SORT_KEYS.map((key): [string, Command] => [
    `sort_${key}`,
    {
      label: () => m.do_sort({ key: SORT_WORDS[key]() }),
      icon: 'arrow-down-wide-narrow',
      checked: ({ app }) => app.view.sort === key,
      run: ({ app }) => {
        app.view.sortBy(key);
      },
    },
  ]),
) as SortCommands;

export const viewing = {
  find: {
    label: () => m.do_find(),
    icon: 'search',
    keys: ['Mod+F', 'Mod+E'],
    run: ({ app }) => {
      app.view.find();
    },
  },
  keep_view: {
    label: () => m.do_keep_view(),
    icon: 'bookmark',
    enabled: ({ app }) => app.view.narrowed !== '' || app.view.filter !== 'all',
    run: ({ app }) => {
      app.dialogs.open('name_view', {});
    },
  },
  select_all: {
    label: () => m.do_select_all(),
    keys: ['Mod+A'],
    enabled: ({ app }) => app.list.ids.length > 0,
    run: ({ app }) => {
      app.selection.all();
    },
  },
  clear_selection: {
    label: () => m.do_clear(),
    keys: ['Escape'],
    enabled: ({ app }) => app.selection.size > 0,
    run: ({ app }) => {
      // From the details it leads back first: they would be gone with what they tell of.
      if (app.regions.here !== 'details' || !app.regions.enter('list')) app.selection.clear();
    },
  },
  details: {
    label: () => m.do_details(),
    icon: 'info',
    keys: ['Alt+Enter'],
    enabled: ({ app }) => !app.view.panel,
    run: ({ app }) => {
      app.view.panel = true;
    },
  },
  options: {
    label: () => m.do_options(),
    icon: 'sliders-horizontal',
    keys: ['Mod+Shift+L'],
    enabled: ({ app }) => app.selection.size > 0,
    run: ({ app }) => {
      app.view.panel = true;
      app.view.tab = 'options';
    },
  },
  next_region: {
    label: () => m.do_next_region(),
    keys: ['F6'],
    run: ({ app }) => {
      app.regions.go(1);
    },
  },
  previous_region: {
    label: () => m.do_previous_region(),
    keys: ['Shift+F6'],
    run: ({ app }) => {
      app.regions.go(-1);
    },
  },
  density: {
    label: () => m.do_density(),
    icon: 'table-2',
    keys: ['Mod+D'],
    checked: ({ app }) => app.view.density === 'compact',
    run: ({ app }) => app.view.setDensity(app.view.density === 'compact' ? 'comfortable' : 'compact'),
  },
  panel: {
    label: () => m.do_panel(),
    icon: 'panel-right',
    keys: ['Mod+I'],
    checked: ({ app }) => app.view.panel,
    run: ({ app }) => {
      app.view.panel = !app.view.panel;
    },
  },
  sidebar: {
    label: () => m.do_sidebar(),
    icon: 'library',
    keys: ['Mod+B'],
    checked: ({ app }) => app.view.sidebar,
    run: ({ app }) => {
      app.view.sidebar = !app.view.sidebar;
    },
  },
  command_bar: {
    label: () => m.do_command_bar(),
    icon: 'search',
    checked: ({ app }) => app.view.commandBar,
    run: ({ app }) => {
      app.view.commandBar = !app.view.commandBar;
    },
  },
  status_bar: {
    label: () => m.do_status_bar(),
    icon: 'activity',
    checked: ({ app }) => app.view.statusBar,
    run: ({ app }) => {
      app.view.statusBar = !app.view.statusBar;
    },
  },
  ...sorting,
} satisfies Record<string, Command>;
