import { type App, type Changes } from '../../state';
import { find } from '../setting-list/finding';
import { type Section, sections } from '../setting-list/sections';

/** What the settings dialog shows: a section, or what was searched for in all of them. */
export class SettingsView {
  readonly all: readonly Section[] = $derived.by(() => sections((capability) => this.#app.session.can(capability)));
  typed = $state('');
  #chosen = $state('');
  /** What was just set back, and where; undefined once something else was done. */
  setBack: { section: string; count: number; before: Changes } | undefined = $state.raw();

  readonly searching = $derived(this.typed.trim() !== '');
  readonly found = $derived(this.searching ? find(this.all, this.typed) : []);
  readonly foundCount = $derived(this.found.reduce((sum, { items, places }) => sum + items.length + places.length, 0));
  readonly #app: App;

  constructor(app: App, section: string, typed = '') {
    this.#app = app;
    this.#chosen = section;
    this.typed = typed;
  }

  get shown(): Section | undefined {
    return this.all.find(({ id }) => id === this.#chosen) ?? this.all[0];
  }

  /** Shows the section, and no longer what was searched for. */
  go(section: string): void {
    this.typed = '';
    this.#chosen = section;
    this.setBack = undefined;
  }

  /** The section so many further on, around the end. */
  neighbour(step: number): Section | undefined {
    const at = this.all.findIndex(({ id }) => id === this.shown?.id);
    return this.all[(at + step + this.all.length) % this.all.length];
  }

  /** Whether something in the section is another than its default. */
  differs({ groups }: Section): boolean {
    return groups.some(({ items }) => items.some(({ name }) => this.#app.settings.differs(name)));
  }

  async resetAll({ id, groups }: Section): Promise<void> {
    const names = groups.flatMap(({ items }) => items.map(({ name }) => name));
    const before = await this.#app.settings.reset(names);
    this.setBack = { section: id, count: Object.keys(before).length, before };
  }

  async undo(): Promise<void> {
    const { setBack } = this;
    this.setBack = undefined;
    if (setBack) await this.#app.settings.change(setBack.before);
  }
}
