type Props = Record<string | symbol, unknown>;

/** Two sets of properties on one element: the later ones win, except that both sets hear of an event, in this order. */
export function together(first: object, second: object): Props {
  const merged: Props = { ...first, ...second };
  for (const [name, early] of Object.entries(first)) {
    const late = (second as Props)[name];
    if (!name.startsWith('on') || typeof early !== 'function' || typeof late !== 'function') continue;
    merged[name] = function (this: unknown, ...given: unknown[]) {
      early.apply(this, given);
      late.apply(this, given);
    };
  }
  return merged;
}
