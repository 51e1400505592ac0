import type { Language as Chosen } from '../contract/generated';
import { getLocale, learn, type Locale, locales, speak } from '../messages';
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
  /** What is spoken. What is wanted follows when its words are here. */
  current: Locale = $state(getLocale());
  readonly wanted: Locale = $derived.by(() => this.#resolve(this.#settings.current?.language ?? 'system'));

  constructor(settings: SettingsStore) {
    this.#settings = settings;
  }

  get direction(): 'ltr' | 'rtl' {
    return RIGHT_TO_LEFT.has(this.current) ? 'rtl' : 'ltr';
  }

  /**
   * Puts what is wanted in force for all words said from now on, and marks the page; what is drawn has to be drawn
   * anew. Called again meanwhile, the last call counts.
   */
  async speak(): Promise<void> {
    const { wanted } = this;
    await learn(wanted);
    if (wanted !== this.wanted) return;
    speak(wanted);
    this.current = wanted;
    document.documentElement.lang = wanted === 'zh' ? 'zh-Hans' : wanted;
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
