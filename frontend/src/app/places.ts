/** Beyond these a section of the sidebar would push everything else out, until somebody asks for the rest. */
const MOST = 12;

/** Whether a section has more than it shows unasked. One more than that takes the room of the line that asks. */
export function isLong(sums: ReadonlyMap<string, unknown>): boolean {
  return sums.size > MOST + 1;
}

/** What a section shows: the first, and the one that is chosen wherever it stands; or, asked for, all. */
export function placesOf<T>(
  sums: ReadonlyMap<string, T>,
  chosen: string | null,
  whole: boolean,
): readonly (readonly [string, T])[] {
  const all = [...sums];
  return whole || !isLong(sums) ? all : all.filter(([place], at) => at < MOST || place === chosen);
}
