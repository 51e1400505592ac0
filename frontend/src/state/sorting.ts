/** What a list can be sorted by; all but `activity` can stand as a column too. */
export const SORT_KEYS = [
  'activity',
  'name',
  'size',
  'progress',
  'state',
  'down_rate',
  'up_rate',
  'peers',
  'seeds',
  'eta',
  'ratio',
  'availability',
  'left',
  'downloaded',
  'uploaded',
  'added_at',
  'completed_at',
  'last_active_at',
  'tracker',
  'save_path',
  'queue_position',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Those most people want, for the menu over the comfortable list. */
export const COMMON_SORT_KEYS = [
  'activity',
  'name',
  'size',
  'progress',
  'state',
  'down_rate',
  'up_rate',
  'peers',
  'eta',
  'ratio',
  'added_at',
  'queue_position',
] as const satisfies readonly SortKey[];

export type Direction = 'ascending' | 'descending';

export interface Sort {
  key: SortKey;
  direction: Direction;
}

/** More than this many keys are nobody's wish. */
export const MOST_SORTS = 3;

/** Which way each key is first sorted: names from A, amounts from the most. */
const FROM_THE_LEAST: ReadonlySet<SortKey> = new Set<SortKey>([
  'activity',
  'name',
  'state',
  'eta',
  'tracker',
  'save_path',
  'queue_position',
]);

export function firstDirection(key: SortKey): Direction {
  return FROM_THE_LEAST.has(key) ? 'ascending' : 'descending';
}

/** `sorts` with `key` turned round if it is among them. */
export function turned(sorts: readonly Sort[], key: SortKey): Sort[] {
  return sorts.map((sort) =>
    sort.key === key ? { key, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' } : sort,
  );
}

export function isSort(value: unknown): value is Sort {
  if (typeof value !== 'object' || value === null) return false;
  const { key, direction } = value as Record<string, unknown>;
  return SORT_KEYS.some((known) => known === key) && (direction === 'ascending' || direction === 'descending');
}
