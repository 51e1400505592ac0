import type { Settings } from '../../contract/generated';
import { m } from '../../messages';
import type { IconName } from '../../parts/icons';
import { LANGUAGES } from '../../state';
import { desktop } from './desktop-section';

type Names<T> = { [K in keyof Settings]-?: NonNullable<Settings[K]> extends T ? K : never }[keyof Settings];

/** What it is called and what it is for. */
export interface Common {
  label: string;
  /** What it does, in a sentence. */
  hint: string;
  /** The capability without which this host can't do it; see `AppInfo.capabilities`. */
  needs?: string;
}

/** A setting and how it is shown. `rate` is in MB/s, where 0 is no limit. */
export type Item = Common &
  (
    | { kind: 'switch'; name: Names<boolean> }
    | { kind: 'rate'; name: Names<number> }
    | { kind: 'count'; name: Names<number>; min: number; max: number; none?: string }
    | {
        kind: 'choice';
        name: 'language' | 'theme' | 'density' | 'encryption' | 'when_done';
        options: readonly { value: string; label: string }[];
      }
    | { kind: 'folder'; name: 'save_path' }
    | { kind: 'arguments'; name: 'run_on_completion' }
  );

export interface Group {
  title?: string;
  needs?: string;
  items: readonly Item[];
}

export interface Section {
  id: string;
  icon: IconName;
  title: string;
  hint: string;
  groups: readonly Group[];
  /** What is in it besides settings, with a component of its own. */
  places?: readonly Common[];
}

/** Whether the host has this capability. */
export type Can = (capability: string) => boolean;

/** Every setting that a host with these capabilities has, where a person looks for it. */
export function sections(can: Can): readonly Section[] {
  const here = ({ needs }: { needs?: string }) => needs === undefined || can(needs);
  return [general(), speed(), connection(), queue(), desktop(can), backups()]
    .map((section) => ({
      ...section,
      groups: section.groups
        .filter(here)
        .map((group) => ({ ...group, items: group.items.filter(here) }))
        .filter(({ items }) => items.length > 0),
      places: section.places?.filter(here) ?? [],
    }))
    .filter(({ groups, places }) => groups.length + places.length > 0);
}

function general(): Section {
  return {
    id: 'general',
    icon: 'sliders-horizontal',
    title: m.set_general(),
    hint: m.set_general_hint(),
    groups: [look(), downloads()],
  };
}

/** No settings of its own: `Backups.svelte` draws it. */
function backups(): Section {
  return {
    id: 'backups',
    icon: 'history',
    title: m.set_backups(),
    hint: m.set_backups_hint(),
    groups: [],
    places: [{ label: m.backup_list(), hint: m.set_backups_hint() }],
  };
}

function look(): Group {
  return {
    title: m.set_look(),
    items: [
      {
        kind: 'choice',
        name: 'language',
        label: m.set_language(),
        hint: m.set_language_hint(),
        options: [{ value: 'system', label: m.set_theme_system() }, ...LANGUAGES],
      },
      {
        kind: 'choice',
        name: 'theme',
        label: m.set_theme(),
        hint: m.set_theme_hint(),
        options: [
          { value: 'system', label: m.set_theme_system() },
          { value: 'dark', label: m.set_theme_dark() },
          { value: 'light', label: m.set_theme_light() },
        ],
      },
      {
        kind: 'choice',
        name: 'density',
        label: m.set_density(),
        hint: m.set_density_hint(),
        options: [
          { value: 'comfortable', label: m.density_comfortable() },
          { value: 'compact', label: m.density_compact() },
        ],
      },
    ],
  };
}

function downloads(): Group {
  return {
    title: m.set_downloads(),
    items: [
      { kind: 'folder', name: 'save_path', label: m.set_save_path(), hint: m.set_save_path_hint() },
      { kind: 'switch', name: 'start_added', label: m.set_start_added(), hint: m.set_start_added_hint() },
      { kind: 'switch', name: 'incomplete_suffix', label: m.set_suffix(), hint: m.set_suffix_hint() },
      { kind: 'switch', name: 'delete_to_trash', label: m.set_delete_to_trash(), hint: m.set_delete_to_trash_hint() },
    ],
  };
}

function speed(): Section {
  return {
    id: 'speed',
    icon: 'gauge',
    title: m.set_speed(),
    hint: m.set_speed_hint(),
    groups: [
      {
        title: m.set_full(),
        items: [
          { kind: 'rate', name: 'down_limit', label: m.set_down_limit(), hint: m.set_down_limit_hint() },
          { kind: 'rate', name: 'up_limit', label: m.set_up_limit(), hint: m.set_up_limit_hint() },
        ],
      },
      {
        title: m.set_slow(),
        items: [
          { kind: 'switch', name: 'slow_mode', label: m.set_slow_mode(), hint: m.set_slow_mode_hint() },
          { kind: 'rate', name: 'slow_down_limit', label: m.set_slow_down(), hint: m.set_slow_down_hint() },
          { kind: 'rate', name: 'slow_up_limit', label: m.set_slow_up(), hint: m.set_slow_up_hint() },
        ],
      },
      {
        items: [{ kind: 'switch', name: 'limit_local', label: m.set_limit_local(), hint: m.set_limit_local_hint() }],
      },
    ],
  };
}

function connection(): Section {
  return {
    id: 'connection',
    icon: 'network',
    title: m.set_connection(),
    hint: m.set_connection_hint(),
    places: [{ label: m.banned_title(), hint: m.banned_hint() }],
    groups: [
      {
        title: m.set_reach(),
        items: [
          { kind: 'count', name: 'listen_port', min: 1, max: 65535, label: m.set_port(), hint: m.set_port_hint() },
          { kind: 'switch', name: 'port_mapping', label: m.set_mapping(), hint: m.set_mapping_hint() },
        ],
      },
      {
        title: m.set_finding(),
        items: [
          { kind: 'switch', name: 'dht', label: m.set_dht(), hint: m.set_dht_hint() },
          { kind: 'switch', name: 'pex', label: m.set_pex(), hint: m.set_pex_hint() },
          { kind: 'switch', name: 'lsd', label: m.set_lsd(), hint: m.set_lsd_hint() },
        ],
      },
      {
        title: m.set_wire(),
        items: [
          { kind: 'switch', name: 'utp', label: m.set_utp(), hint: m.set_utp_hint() },
          {
            kind: 'choice',
            name: 'encryption',
            label: m.set_encryption(),
            hint: m.set_encryption_hint(),
            options: [
              { value: 'prefer', label: m.set_encryption_prefer() },
              { value: 'require', label: m.set_encryption_require() },
              { value: 'off', label: m.set_encryption_off() },
            ],
          },
        ],
      },
      {
        title: m.set_amounts(),
        items: [
          { kind: 'count', name: 'connections', min: 1, max: 65535, label: m.set_conns(), hint: m.set_conns_hint() },
          {
            kind: 'count',
            name: 'connections_per_torrent',
            min: 1,
            max: 65535,
            label: m.set_conns_each(),
            hint: m.set_conns_each_hint(),
          },
          { kind: 'count', name: 'upload_slots', min: 1, max: 65535, label: m.set_slots(), hint: m.set_slots_hint() },
        ],
      },
    ],
  };
}

function queue(): Section {
  return {
    id: 'queue',
    icon: 'list-ordered',
    title: m.set_queue(),
    hint: m.set_queue_hint(),
    groups: [
      {
        items: [
          {
            kind: 'count',
            name: 'active_downloads',
            min: 0,
            max: 10000,
            none: m.set_no_limit(),
            label: m.set_active_downloads(),
            hint: m.set_active_downloads_hint(),
          },
          {
            kind: 'count',
            name: 'active_seeds',
            min: 0,
            max: 10000,
            none: m.set_no_limit(),
            label: m.set_active_seeds(),
            hint: m.set_active_seeds_hint(),
          },
          {
            kind: 'count',
            name: 'metadata_at_once',
            min: 1,
            max: 10000,
            label: m.set_metadata(),
            hint: m.set_metadata_hint(),
          },
          { kind: 'switch', name: 'ignore_slow', label: m.set_ignore_slow(), hint: m.set_ignore_slow_hint() },
        ],
      },
    ],
  };
}
