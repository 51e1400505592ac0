import { MediaQuery } from 'svelte/reactivity';
import type { Density } from '../contract/generated';
import { Columns } from './columns.svelte';
import { typedTerm } from './query';
import { type Filter, FILTERS } from './filters';
import type { SettingsStore } from './settings.svelte';
import {
  type Direction,
  firstDirection,
  isSort,
  MOST_SORTS,
  type Sort,
  SORT_KEYS,
  type SortKey,
  turned,
} from './sorting';

export const GROUPS = ['needs', 'active', 'rest'] as const;
export type Group = (typeof GROUPS)[number];

/** The parts of the sidebar that can be folded away. */
export const SECTIONS = ['views', 'trackers', 'folders'] as const;
export type Section = (typeof SECTIONS)[number];

export const TABS = ['overview', 'files', 'peers', 'trackers', 'options', 'log'] as const;
export type Tab = (typeof TABS)[number];

/** How far back the graph of speeds goes: live for five minutes, then what the host remembers. */
export const GRAPH_SPANS = ['live', 'hour', 'day', 'month'] as const;
export type GraphSpan = (typeof GRAPH_SPANS)[number];

/** Pixels. */
export const PANEL_WIDTH = { min: 300, max: 720 } as const;
export const PANEL_HEIGHT = { min: 160, max: 640 } as const;
/** Beside details a list needs this much of the window for its names; `Shell` never gives it less. */
const TOO_NARROW = 'max-width: 859px';
/** Milliseconds from the last change until it is saved. */
const SAVE_AFTER = 600;

/** A search that a person keeps, with the filter it was made under. */
export interface SavedView {
  name: string;
  filter: Filter;
  search: string;
}

/** What survives a restart, as it is kept in `settings.view`. */
interface Kept {
  filter: Filter;
  sort: SortKey;
  direction: Direction;
  /** What decides between rows that are equal by `sort`. */
  then: Sort[];
  columns: ReturnType<Columns['kept']>;
  collapsed: Group[];
  panel: boolean;
  panel_width: number | null;
  panel_height: number | null;
  sidebar: boolean;
  command_bar: boolean;
  status_bar: boolean;
  tab: Tab;
  graph: GraphSpan;
  views: SavedView[];
  folded: Section[];
}

/** How a person has arranged the window. */
export class View {
  filter: Filter = $state('all');
  search = $state('');
  /** Only torrents of this tracker, or in this folder; null for all. */
  tracker: string | null = $state(null);
  folder: string | null = $state(null);
  saved: readonly SavedView[] = $state.raw([]);
  /** Sections of the sidebar that are folded away. */
  folded: readonly Section[] = $state.raw(['folders']);
  /** What the list is sorted by, the most important first; never empty. */
  sorts: readonly Sort[] = $state.raw([{ key: 'activity', direction: 'ascending' }]);
  readonly columns = new Columns();
  collapsed: readonly Group[] = $state.raw([]);
  /** Whether the details are shown. */
  panel = $state(true);
  /** Pixels; null for the width the design gives the window's size. */
  panelWidth: number | null = $state(null);
  /** The same below the list. */
  panelHeight: number | null = $state(null);
  /** Whether the sidebar is shown whole rather than as a rail, where there is room. */
  sidebar = $state(true);
  /** Whether the bar with the search is shown; asking for the search brings it back. */
  commandBar = $state(true);
  statusBar = $state(true);
  tab: Tab = $state('overview');
  graph: GraphSpan = $state('live');
  /** A person asked for the search field, which takes the focus and puts this back: drawn anew it was not asked for. */
  wantsSearch = $state(false);
  /** A person asked for the field of a new tracker's address; it puts this back likewise. */
  wantsTracker = $state(false);
  readonly #settings: SettingsStore;
  readonly #narrow = new MediaQuery(TOO_NARROW);

  constructor(settings: SettingsStore) {
    this.#settings = settings;
  }

  get density(): Density {
    return this.#settings.current?.density ?? 'comfortable';
  }

  /** Whether the details are below the list: below a table, which needs the width, and where the window has none. */
  get docked(): boolean {
    return this.density === 'compact' || this.#narrow.current;
  }

  /** Rejects with the host's reason when the choice can't be kept. */
  setDensity(density: Density): Promise<void> {
    return this.#settings.change({ density });
  }

  /** Whether a person has been greeted, or has torrents: what greets them then never comes back. */
  get welcomed(): boolean {
    return this.#settings.current?.view?.['welcomed'] === true;
  }

  /** At once, unlike the rest: it must not come back because the window was closed too soon. */
  async welcome(): Promise<void> {
    await this.#settings.change({ view: { ...this.#settings.current?.view, welcomed: true } });
  }

  get sort(): SortKey {
    return this.sorts[0]?.key ?? 'activity';
  }

  get direction(): Direction {
    return this.sorts[0]?.direction ?? 'ascending';
  }

  /** Sorts by `key`, or the other way round where it is sorted by it already. */
  sortBy(key: SortKey): void {
    this.sorts = key === this.sort ? turned(this.sorts, key) : [{ key, direction: firstDirection(key) }];
  }

  /** Lets `key` decide between rows that are equal by what the list is sorted by; again, the other way round. */
  sortAlsoBy(key: SortKey): void {
    if (this.sort === 'activity') this.sortBy(key);
    else if (this.sorts.some((sort) => sort.key === key)) this.sorts = turned(this.sorts, key);
    else this.sorts = [...this.sorts.slice(0, MOST_SORTS - 1), { key, direction: firstDirection(key) }];
  }

  /** Shows everything again, whatever was narrowed down. */
  showAll(): void {
    Object.assign(this, { filter: 'all', search: '', tracker: null, folder: null });
  }

  open({ filter, search }: SavedView): void {
    Object.assign(this, { filter, search, tracker: null, folder: null });
  }

  isOpen({ filter, search }: SavedView): boolean {
    return this.filter === filter && this.search.trim() === search && this.tracker === null && this.folder === null;
  }

  /** All that the list is narrowed down to beside the filter, as it would be typed. */
  get narrowed(): string {
    const terms = [this.search.trim()];
    if (this.tracker !== null) terms.push(typedTerm('tracker', this.tracker));
    if (this.folder !== null) terms.push(typedTerm('folder', this.folder));
    return terms.filter(Boolean).join(' ');
  }

  /** Keeps what is shown under a name, and shows it as that; one of that name is replaced. */
  save(name: string): void {
    const view = { name, filter: this.filter, search: this.narrowed };
    this.open(view);
    const at = this.saved.findIndex((other) => other.name === name);
    this.saved = at === -1 ? [...this.saved, view] : this.saved.with(at, view);
  }

  rename(view: SavedView, name: string): void {
    this.saved = this.saved
      .filter((other) => other === view || other.name !== name)
      .map((other) => (other === view ? { ...view, name } : other));
  }

  /** Returns the way back. */
  forget(view: SavedView): () => void {
    const at = this.saved.indexOf(view);
    this.saved = this.saved.filter((other) => other !== view);
    return () => {
      if (!this.saved.some(({ name }) => name === view.name)) this.saved = this.saved.toSpliced(at, 0, view);
    };
  }

  toggleSection(section: Section): void {
    const open = this.folded.filter((other) => other !== section);
    this.folded = open.length < this.folded.length ? open : [...this.folded, section];
  }

  toggleGroup(group: Group): void {
    const open = this.collapsed.filter((other) => other !== group);
    this.collapsed = open.length < this.collapsed.length ? open : [...this.collapsed, group];
  }

  find(): void {
    this.commandBar = true;
    this.wantsSearch = true;
  }

  addTracker(): void {
    this.panel = true;
    this.tab = 'trackers';
    this.wantsTracker = true;
  }

  resizePanel(width: number): void {
    this.panelWidth = Math.round(Math.min(Math.max(width, PANEL_WIDTH.min), PANEL_WIDTH.max));
  }

  resizePanelHeight(height: number): void {
    this.panelHeight = Math.round(Math.min(Math.max(height, PANEL_HEIGHT.min), PANEL_HEIGHT.max));
  }

  /** Takes up what was kept; what is unknown or damaged keeps its default. */
  restore(kept: Readonly<Record<string, unknown>>): void {
    this.filter = oneOf(FILTERS, kept['filter']) ?? this.filter;
    const sort = oneOf(SORT_KEYS, kept['sort']) ?? this.sort;
    const direction = oneOf(['ascending', 'descending'] as const, kept['direction']) ?? firstDirection(sort);
    const then: unknown[] = Array.isArray(kept['then']) ? kept['then'] : [];
    this.sorts = [{ key: sort, direction }, ...then.filter(isSort)].slice(0, MOST_SORTS);
    this.columns.restore(kept['columns']);
    this.tab = oneOf(TABS, kept['tab']) ?? this.tab;
    this.graph = oneOf(GRAPH_SPANS, kept['graph']) ?? this.graph;
    if (Array.isArray(kept['collapsed'])) {
      const collapsed: unknown[] = kept['collapsed'];
      this.collapsed = GROUPS.filter((group) => collapsed.includes(group));
    }
    if (Array.isArray(kept['views'])) this.saved = kept['views'].filter(isSavedView);
    if (Array.isArray(kept['folded'])) {
      const folded: unknown[] = kept['folded'];
      this.folded = SECTIONS.filter((section) => folded.includes(section));
    }
    if (typeof kept['panel'] === 'boolean') this.panel = kept['panel'];
    if (typeof kept['sidebar'] === 'boolean') this.sidebar = kept['sidebar'];
    if (typeof kept['command_bar'] === 'boolean') this.commandBar = kept['command_bar'];
    if (typeof kept['status_bar'] === 'boolean') this.statusBar = kept['status_bar'];
    if (typeof kept['panel_width'] === 'number') this.resizePanel(kept['panel_width']);
    if (typeof kept['panel_height'] === 'number') this.resizePanelHeight(kept['panel_height']);
  }

  /** Saves each change a moment after it was made. Call inside an effect root. */
  keep(): void {
    let saved = JSON.stringify(this.#kept());
    $effect(() => {
      const kept = this.#kept();
      const text = JSON.stringify(kept);
      if (text === saved) return;
      const timer = setTimeout(() => {
        saved = text;
        // Losing the arrangement is no reason to disturb anyone; the next change tries again.
        this.#settings.change({ view: { ...this.#settings.current?.view, ...kept } }).catch(() => (saved = ''));
      }, SAVE_AFTER);
      return () => {
        clearTimeout(timer);
      };
    });
  }

  #kept(): Kept {
    return {
      filter: this.filter,
      sort: this.sort,
      direction: this.direction,
      then: this.sorts.slice(1),
      columns: this.columns.kept(),
      collapsed: [...this.collapsed],
      panel: this.panel,
      panel_width: this.panelWidth,
      panel_height: this.panelHeight,
      sidebar: this.sidebar,
      command_bar: this.commandBar,
      status_bar: this.statusBar,
      tab: this.tab,
      graph: this.graph,
      views: [...this.saved],
      folded: [...this.folded],
    };
  }
}

function oneOf<T>(known: readonly T[], value: unknown): T | undefined {
  return known.find((one) => one === value);
}

function isSavedView(value: unknown): value is SavedView {
  if (typeof value !== 'object' || value === null) return false;
  const { name, filter, search } = value as Record<string, unknown>;
  return typeof name === 'string' && typeof search === 'string' && oneOf(FILTERS, filter) !== undefined;
}
