import latin from '@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2?inline';

const RANGE =
  'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, ' +
  'U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD';

/**
 * Makes the letters of Inter, with its optical-size axis, ready that every word needs, before anything is laid out.
 *
 * Never by a rule: a font that a style names is read only when something needs it. All would be laid out without it first,
 * for which the system is asked for a font of each size and weight, and then again; and WebKit asks so for each size and
 * weight even where the font is for letters that no word has.
 */
export function bringLetters(): void {
  addLetters(latin, RANGE);
}

/** `font` as the address of its own bytes. */
export function addLetters(font: string, unicodeRange: string): void {
  const text = atob(font.slice(font.indexOf(',') + 1));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  document.fonts.add(new FontFace('Inter Variable', bytes, { weight: '100 900', display: 'block', unicodeRange }));
}
