import { COMMAND_IDS, type CommandId, FILTER_WORDS, GLYPHS, isAboutTorrents, show } from '../../commands';
import type { TorrentRow } from '../../contract/generated';
import { linksIn, percent, rate } from '../../format';
import { m, stateWord } from '../../messages';
import type { IconName } from '../../parts/icons';
import { type App, FILTERS } from '../../state';
import { match, type Match, type Piece } from '../../state/matching';
import { holds, words } from '../../state/search';
import { settingChoices } from './setting-choices';

export interface Choice {
  id: string;
  icon: IconName | undefined;
  pieces: readonly Piece[];
  /** What stands at the end: a shortcut, or how it is with a torrent. */
  keys?: string | undefined;
  note?: string | undefined;
  tone?: 'down' | 'up' | undefined;
  danger?: boolean;
  run(): void;
}

export interface Section {
  title: string;
  choices: readonly Choice[];
}

interface Ranked {
  rank: number;
  choice: Choice;
}

const MOST_TORRENTS = 8;
const MOST_COMMANDS = 9;
const MOST_SETTINGS = 5;
/** The palette itself, and what is for keys: a name to be found by would lead nowhere. */
const LEFT_OUT: ReadonlySet<CommandId> = new Set<CommandId>(['palette', 'toggle', 'next_region', 'previous_region']);

/** What can be chosen for what was typed, best first. */
export class Palette {
  typed = $state('');
  #at = $state(0);
  readonly #app: App;

  readonly sections: readonly Section[] = $derived.by(() => this.#sections().filter(({ choices }) => choices.length));
  readonly choices: readonly Choice[] = $derived(this.sections.flatMap(({ choices }) => choices));
  readonly current: Choice | undefined = $derived.by(() => this.choices[this.#at] ?? this.choices[0]);

  constructor(app: App) {
    this.#app = app;
  }

  type(text: string): void {
    this.typed = text;
    this.#at = 0;
  }

  move(step: number): void {
    const { length } = this.choices;
    if (length > 0) this.#at = (this.#at + step + length) % length;
  }

  point(choice: Choice): void {
    const at = this.choices.indexOf(choice);
    if (at !== -1) this.#at = at;
  }

  /** Closes the palette and does what is chosen, which may open a dialog of its own. */
  run(choice: Choice | undefined = this.current): void {
    if (!choice) return;
    this.#app.dialogs.leave();
    choice.run();
  }

  #sections(): Section[] {
    const links = linksIn(this.typed);
    if (links.length > 0) return [{ title: m.palette_links(), choices: [this.#adding(links)] }];
    const wanted = words(this.typed);
    return [
      { title: this.#selected(), choices: this.#commands(wanted, true) },
      { title: m.palette_everything(), choices: [...this.#commands(wanted, false), ...this.#filters(wanted)] },
      { title: m.do_settings(), choices: this.#settings(wanted) },
      { title: m.palette_torrents(), choices: this.#torrents(wanted) },
    ];
  }

  #selected(): string {
    const { only, size } = this.#app.selection;
    if (only === null) return m.selected_count({ count: size });
    return this.#app.torrents.row(only)?.name ?? '';
  }

  #adding(links: readonly string[]): Choice {
    const text = m.palette_add({ count: links.length });
    const run = () => {
      this.#app.dialogs.offer({ magnets: links });
    };
    return { id: 'links', icon: 'magnet', pieces: [{ text, hit: false }], run };
  }

  #commands(wanted: readonly string[], aboutTorrents: boolean): Choice[] {
    if (aboutTorrents && this.#app.selection.size === 0) return [];
    const found = COMMAND_IDS.flatMap((id): Ranked[] => {
      if (LEFT_OUT.has(id) || isAboutTorrents(id) !== aboutTorrents) return [];
      const shown = show(this.#app, id);
      const answer = shown?.enabled ? match(shown.phrase, wanted) : undefined;
      if (!shown || !answer) return [];
      const { icon, keys, tone, run } = shown;
      const choice = { id, icon: shown.checked ? 'check' : icon, keys, danger: tone === 'danger', run };
      return [ranked(answer, choice)];
    });
    return best(found, wanted.length > 0 ? MOST_COMMANDS : Infinity);
  }

  #filters(wanted: readonly string[]): Choice[] {
    if (wanted.length === 0) return [];
    const { view, torrents } = this.#app;
    const found = FILTERS.flatMap((filter): Ranked[] => {
      const counted = torrents.tally.counts[filter];
      const answer = match(m.palette_show({ filter: FILTER_WORDS[filter]() }), wanted);
      if (!answer || counted === 0) return [];
      const note = m.torrents_count({ count: counted });
      return [ranked(answer, { id: `filter:${filter}`, icon: 'library', note, run: () => (view.filter = filter) })];
    });
    return best(found, FILTERS.length);
  }

  #settings(wanted: readonly string[]): Choice[] {
    if (wanted.length === 0) return [];
    const found = settingChoices(this.#app, this.typed, wanted);
    return best(
      found.map(({ rank, pieces, ...choice }) => ranked({ rank, pieces }, choice)),
      MOST_SETTINGS,
    );
  }

  #torrents(wanted: readonly string[]): Choice[] {
    if (wanted.length === 0) return [];
    const { torrents, list } = this.#app;
    const found: Ranked[] = [];
    for (const row of torrents.revision >= 0 ? torrents.rows.values() : []) {
      if (!holds(list.nameOf(row), wanted)) continue;
      const answer = match(row.name, wanted);
      if (answer)
        found.push(ranked(answer, { id: row.id, icon: GLYPHS[row.state], ...note(row), run: () => this.#go(row.id) }));
    }
    return best(found, MOST_TORRENTS);
  }

  /** Shows the torrent in the list, whatever the list was narrowed down to. */
  #go(id: string): void {
    const { view, list, selection } = this.#app;
    list.settle();
    if (!list.ids.includes(id)) {
      view.showAll();
      view.collapsed = [];
    }
    selection.show(id);
  }
}

function note({ state, down_rate, up_rate, progress }: TorrentRow): Pick<Choice, 'note' | 'tone'> {
  if (down_rate > 0) return { note: `↓ ${rate(down_rate)}`, tone: 'down' };
  if (up_rate > 0) return { note: `↑ ${rate(up_rate)}`, tone: 'up' };
  return { note: progress < 1 ? `${stateWord(state)} · ${percent(progress)}` : stateWord(state) };
}

function ranked({ rank, pieces }: Match, choice: Omit<Choice, 'pieces'>): Ranked {
  return { rank, choice: { ...choice, pieces } };
}

function best(found: readonly Ranked[], most: number): Choice[] {
  return [...found]
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ choice }) => choice);
}
