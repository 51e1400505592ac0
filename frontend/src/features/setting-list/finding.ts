import { marked, type Piece } from '../../state';
import { fold, holds, words } from '../../state/search';
import type { Common, Item, Section } from './sections';

/** What was found under one heading. */
export interface Found {
  section: Section;
  /** Of the group in the section. */
  title: string | undefined;
  items: readonly Item[];
  places: readonly Common[];
}

/** What holds each of the typed words in its name, its explanation, its choices, or the headings it stands under. */
export function find(sections: readonly Section[], typed: string): Found[] {
  const wanted = words(typed);
  const fits = (entry: Common, ...more: (string | undefined)[]) =>
    holds(fold([entry.label, entry.hint, ...more].join(' ')), wanted);
  const found = sections.flatMap((section): Found[] => {
    const inGroups = section.groups.map(({ title, items }) => {
      const fitting = items.filter((item) => fits(item, section.title, title, ...choices(item)));
      return { section, title, items: fitting, places: [] };
    });
    const places = (section.places ?? []).filter((place) => fits(place, section.title));
    return [...inGroups, { section, title: undefined, items: [], places }];
  });
  return found.filter(({ items, places }) => items.length + places.length > 0);
}

/** A text with the typed words in it standing out. */
export function hits(text: string, typed: string): readonly Piece[] {
  return marked(text, words(typed));
}

function choices(item: Item): string[] {
  return item.kind === 'choice' ? item.options.map(({ label }) => label) : [];
}
