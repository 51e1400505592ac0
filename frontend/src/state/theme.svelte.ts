import type { SettingsStore } from './settings.svelte';

export type ResolvedTheme = 'dark' | 'light';

/** Which of the two looks is shown: the person's choice, or the system's, live. */
export class Theme {
  #systemIsLight = $state(false);
  readonly #settings: SettingsStore;

  constructor(settings: SettingsStore) {
    this.#settings = settings;
  }

  get resolved(): ResolvedTheme {
    const chosen = this.#settings.current?.theme ?? 'system';
    if (chosen !== 'system') return chosen;
    return this.#systemIsLight ? 'light' : 'dark';
  }

  /** Follows the system and marks the page. Call inside an effect root. */
  follow(): void {
    const light = window.matchMedia('(prefers-color-scheme: light)');
    const read = () => {
      this.#systemIsLight = light.matches;
    };
    read();
    $effect.pre(() => {
      document.documentElement.dataset['theme'] = this.resolved;
    });
    $effect(() => {
      light.addEventListener('change', read);
      return () => {
        light.removeEventListener('change', read);
      };
    });
  }
}
