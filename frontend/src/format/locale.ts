import { getLocale } from '../messages/compiled/runtime.js';

/** The locale numbers and dates are written in: the person's own where it speaks the interface's language. */
export function formatLocale(): string {
  const language = getLocale();
  const own = navigator.languages.find((locale) => locale.split('-')[0] === language);
  return own ?? language;
}

/** A formatter that is made once for each locale it is asked for. */
export function perLocale<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const locale = formatLocale();
    let formatter = made.get(locale);
    if (formatter === undefined) made.set(locale, (formatter = make(locale)));
    return formatter;
  };
}
