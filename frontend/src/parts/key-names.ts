import { getContext, setContext } from 'svelte';

/** What keys that parts speak of are called in the interface's language. */
export interface KeyNames {
  escape: string;
}

const KEY = Symbol('key names');

/** For every part below the component that calls this while it is made. */
export function provideKeyNames(names: KeyNames): void {
  setContext(KEY, names);
}

/** As they were provided, or else in English. */
export function keyNames(): KeyNames {
  return getContext<KeyNames | undefined>(KEY) ?? { escape: 'Esc' };
}
