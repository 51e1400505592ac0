import type { Plugin } from 'vite';

/** What the compiled messages make anew for each message, and which the page should make once. */
const MADE = /new Intl\.(PluralRules|NumberFormat|DateTimeFormat|RelativeTimeFormat)\(/g;

/** `cached` keeps one formatter for each kind, locale and options; options are literals, so there are few. */
const CACHED = `
const formats = new Map();
function cached(kind, locale, options) {
  const key = kind + ' ' + locale + ' ' + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl[kind](locale, options)));
  return format;
}
`;

/** The code of the compiled messages' formatters, with each formatter made once. Throws where it makes none. */
export function withCachedFormats(code: string): string {
  const changed = code.replace(MADE, (_, kind: string) => `cached('${kind}', `);
  if (changed === code) throw new Error('The compiled messages no longer make their formatters where they did.');
  return changed + CACHED;
}

/** Makes the formatters of the messages once: they cost more than everything else in a row of the list. */
export function formatCache(): Plugin {
  return {
    name: 'torrpeddo:format-cache',
    transform: {
      filter: { id: /\/messages\/compiled\/registry\.js$/ },
      handler: (code) => ({ code: withCachedFormats(code), map: null }),
    },
  };
}
