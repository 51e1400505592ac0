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

function* merged<T>(a: readonly T[], b: readonly T[], compare: Compare<T>): Generator<void, T[]> {
  const [last] = a.slice(-1);
  const [first] = b;
  if (last === undefined || first === undefined || compare(last, first) <= 0) return [...a, ...b];
  const both: T[] = [];
  let left = 0;
  let right = 0;
  while (left < a.length && right < b.length) {
    const [one, other] = [a[left] as T, b[right] as T];
    const fromLeft = compare(one, other) <= 0;
    both.push(fromLeft ? one : other);
    if (fromLeft) left += 1;
    else right += 1;
    if (both.length % RUN === 0) yield;
  }
  for (; left < a.length; left += 1) both.push(a[left] as T);
  for (; right < b.length; right += 1) both.push(b[right] as T);
  return both;
}
