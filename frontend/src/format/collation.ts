let compare: Intl.Collator['compare'] | undefined;

/** In which order two names come in a list: 2 before 10, whatever is a capital. Made when first asked: it takes long. */
export function compareNames(a: string, b: string): number {
  compare ??= new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;
  return compare(a, b);
}
