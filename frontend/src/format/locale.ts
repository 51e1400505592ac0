import { getLocale } from '../messages/compiled/runtime.js';

interface Known {
  language: string;
  languages: readonly string[];
  locale: string;
}

/** The last answer: it is asked for with every number and word of every row. */
let known: Known | undefined;

/** The locale numbers and dates are written in: the person's own where it speaks the interface's language. */
export function formatLocale(): string {
  const language = getLocale();
  // The same list until the person chooses others.
  const { languages } = navigator;
  if (known?.language !== language || known.languages !== languages)
    known = { language, languages, locale: localeOf(language, languages) };
  return known.locale;
}

function localeOf(language: string, languages: readonly string[]): string {
  const own = languages.find((locale) => locale.split('-')[0] === language);
  // Digits as in names, paths and units, which stay as they are.
  return language === 'ar' ? `${own ?? language}-u-nu-latn` : (own ?? language);
}

/** Text such as `13.6 GB` that keeps its own direction inside a line that runs the other way. */
export function isolated(text: string): string {
  return getLocale() === 'ar' ? `\u2068${text}\u2069` : text;
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
