import { m } from '../../messages';
import type { App } from '../../state';
import { match, type Match, type Piece } from '../../state/matching';
import { find } from '../setting-list/finding';
import { type Item, type Section, sections } from '../setting-list/sections';

/** A section of the settings, or a single one, as the palette offers it. */
export interface SettingChoice extends Match {
  id: string;
  icon: Section['icon'];
  note?: string;
  run(): void;
}

/** What is explained by a word but not called so stands behind all that is. */
const EXPLAINED = 9;

/** What answers to the typed words: by its name, or where none is called so, by its explanation and its choices. */
export function settingChoices(app: App, typed: string, wanted: readonly string[]): SettingChoice[] {
  const all = sections((capability) => app.session.can(capability));
  const named = all.flatMap((section) => [
    ...choice(app, section, match(m.palette_settings({ section: section.title }), wanted)),
    ...section.groups.flatMap(({ items }) =>
      items.flatMap((item) => choice(app, section, match(item.label, wanted), item)),
    ),
    ...(section.places ?? []).flatMap(({ label }) => choice(app, section, match(label, wanted), label)),
  ]);
  if (named.length > 0) return named;
  return find(all, typed).flatMap(({ section, items, places }) => [
    ...items.flatMap((item) => choice(app, section, explained(item.label), item)),
    ...places.flatMap(({ label }) => choice(app, section, explained(label), label)),
  ]);
}

/** Of a section, or of what is in it: a setting, or a place by its label. */
function choice(app: App, section: Section, found: Match | undefined, inside?: Item | string): SettingChoice[] {
  if (!found) return [];
  const { id, icon, title } = section;
  const setting = typeof inside === 'object' ? inside.name : undefined;
  return [
    {
      ...found,
      id: `setting:${id}:${setting ?? (typeof inside === 'string' ? inside : '')}`,
      icon,
      ...(inside === undefined ? {} : { note: title }),
      run: () => {
        app.dialogs.open('settings', setting === undefined ? { section: id } : { section: id, setting });
      },
    },
  ];
}

function explained(label: string): Match {
  const pieces: Piece[] = [{ text: label, hit: false }];
  return { rank: EXPLAINED, pieces };
}
