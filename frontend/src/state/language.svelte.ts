import type { Language as Chosen } from '../contract/generated';
import { type Locale, locales, setLocale } from '../messages';
import type { SettingsStore } from './settings.svelte';

const RIGHT_TO_LEFT: ReadonlySet<Locale> = new Set<Locale>(['ar']);

/** Each language as those who speak it call it. */
export const LANGUAGES: readonly { value: Locale; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'es', label: 'Español' },
  { value: 'fr', label: 'Français' },
  { value: 'zh', label: '简体中文' },
  { value: 'ar', label: 'العربية' },
];

/** Which language the interface speaks: the person's choice, or the first of the system's that it knows. */
export class Language {
  readonly #settings: SettingsStore;
  readonly current: Locale = $derived.by(() => this.#resolve(this.#settings.current?.language ?? 'system'));

  constructor(settings: SettingsStore) {
    this.#settings = settings;
  }

  get direction(): 'ltr' | 'rtl' {
    return RIGHT_TO_LEFT.has(this.current) ? 'rtl' : 'ltr';
  }

  /** Puts it in force for all words said from now on, and marks the page; what is drawn has to be drawn anew. */
  speak(): void {
    void setLocale(this.current, { reload: false });
    document.documentElement.lang = this.current === 'zh' ? 'zh-Hans' : this.current;
    document.documentElement.dir = this.direction;
  }

  #resolve(chosen: Chosen): Locale {
    return chosen === 'system' ? ofSystem(navigator.languages) : chosen;
  }
}

/** The first of these languages that there are words for; English if there is none. */
export function ofSystem(languages: readonly string[]): Locale {
  for (const language of languages) {
    const code = language.split('-')[0]?.toLowerCase();
    const known = locales.find((locale) => locale === code);
    if (known) return known;
  }
  return 'en';
}
