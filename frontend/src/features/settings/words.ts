import type { Settings } from '../../contract/generated';
import { count, rate } from '../../format';
import { m } from '../../messages';
import type { Item } from '../setting-list/sections';

/** What the setting is set to in `settings`, as a person would say it. */
export function valueWords(item: Item, settings: Settings): string {
  switch (item.kind) {
    case 'switch':
      return settings[item.name] ? m.set_on() : m.set_off();
    case 'rate':
      return settings[item.name] ? rate(settings[item.name] ?? 0) : m.set_no_limit();
    case 'count':
      return countWords(item.name, settings[item.name] ?? 0, item.none);
    case 'choice':
      return item.options.find(({ value }) => value === settings[item.name])?.label ?? '';
    case 'arguments':
      return settings[item.name]?.join(' ') || m.when_done_nothing();
    case 'folder':
      return settings[item.name] ?? '';
  }
}

function countWords(name: keyof Settings, value: number, none: string | undefined): string {
  if (value > 0) return count(value);
  return name === 'listen_port' ? m.set_random() : (none ?? count(value));
}
