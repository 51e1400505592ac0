/**
 * Under LANG=C, WebKitGTK calls the language "C", which `Intl` refuses; uPlot asks for it while it loads,
 * and nothing after it would run. Imported first, this gives such a page a language there is.
 */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

if (!isLanguage(navigator.language)) {
  Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true });
  Object.defineProperty(navigator, 'languages', { value: ['en-US'], configurable: true });
}
