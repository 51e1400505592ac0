import latin from '@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2?inline';

const RANGE =
  'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, ' +
  'U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD';

/**
 * Makes the letters ready that every word needs, before anything is laid out. A font that a style names is read only when
 * something needs it: all would be laid out without it first, for which the system is asked for a font of each size
 * and weight, and then again.
 */
export function bringLetters(): void {
  const text = atob(latin.slice(latin.indexOf(',') + 1));
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  document.fonts.add(
    new FontFace('Inter Variable', bytes, { weight: '100 900', display: 'block', unicodeRange: RANGE }),
  );
}
