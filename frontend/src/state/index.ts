/**
 * What the interface knows: one store a file, made together by `createApp` and given by context.
 *
 * Events flow in through `events.ts`; stores call the host through the client they were given;
 * components read stores and run commands, and never speak to the host themselves.
 */
export type { App } from './app.svelte';
export { provideApp, useApp } from './context';
export { COLUMN_KEYS, COLUMN_WIDTH, type ColumnKey, type Columns } from './columns.svelte';
export { type Creations, isOver } from './creations.svelte';
export type { Undoable } from './deletion.svelte';
export type { Part } from './details.svelte';
export type { AddRequest, DialogName, DialogPayloads, Filled } from './dialogs.svelte';
export { FILTERS, type Filter, hasNobodyToAsk, matches, needsAttention } from './filters';
export type { Facet, Sum } from './facets.svelte';
export { HISTORY_SECONDS, type RateRing } from './history.svelte';
export type { GroupSums } from './arrangement';
export { LANGUAGES, ofSystem } from './language.svelte';
export type { ListItem } from './list.svelte';
export { LogStore } from './log.svelte';
export { marked, type Piece } from './matching';
export { PastRates } from './past-rates.svelte';
export type { Arrival, OnConflict } from './previews.svelte';
export { isAboutFolder, isAboutPaths, type Known, knownFrom, placeRefusal, type PlaceRefusal } from './refusals';
export type { Modifiers } from './selection.svelte';
export type { Changes } from './settings.svelte';
export { fold, words } from './search';
export { complete, exampleFor, type Hint, hintsFor } from './query-hints';
export { QUERY_KEYS } from './query';
export { COMMON_SORT_KEYS, type Direction, SORT_KEYS, type SortKey } from './sorting';
export { createApp } from './start';
export { firstSight } from './first-sight.svelte';
export type { ResolvedTheme } from './theme.svelte';
export type { Toast, ToastLevel } from './toasts.svelte';
export {
  GRAPH_SPANS,
  type GraphSpan,
  type Group,
  GROUPS,
  PANEL_HEIGHT,
  PANEL_WIDTH,
  type SavedView,
  type Section,
  type Tab,
  TABS,
} from './view.svelte';
