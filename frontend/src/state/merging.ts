/** How many are sorted or compared between two steps. */
const RUN = 512;

type Compare<T> = (a: T, b: T) => number;

/** Sorts as `Array.sort` does, equal ones in the order they had, in steps; what stands in order already costs little. */
export function* sorted<T>(items: readonly T[], compare: Compare<T>): Generator<void, T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += RUN) {
    runs.push(items.slice(at, at + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<T>(a: T[], b: readonly T[], compare: Compare<T>): Generator<void, T[]> {
  if (a.length === 0 || b.length === 0 || compare(a[a.length - 1] as T, b[0] as T) <= 0) return a.concat(b);
  const both: T[] = [];
  let left = 0;
  let right = 0;
  while (left < a.length && right < b.length) {
    const one = a[left] as T;
    const other = b[right] as T;
    if (compare(one, other) <= 0) {
      both.push(one);
      left += 1;
    } else {
      both.push(other);
      right += 1;
    }
    if (both.length % RUN === 0) yield;
  }
  for (; left < a.length; left += 1) both.push(a[left] as T);
  for (; right < b.length; right += 1) both.push(b[right] as T);
  return both;
}
