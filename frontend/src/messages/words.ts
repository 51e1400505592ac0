import type { m as All } from './compiled/messages.js';
import { type Locale, overwriteGetLocale } from './compiled/runtime.js';

type Say = (inputs?: object) => string;
/** What is said in one language, by the message's key. */
type Words = Readonly<Record<string, Say>>;

/** Each is read and compiled when it is asked for: a page that speaks one language pays for one. */
const CATALOGUES: Readonly<Record<Locale, () => Promise<unknown>>> = {
  en: () => import('./compiled/messages/en.js'),
  de: () => import('./compiled/messages/de.js'),
  es: () => import('./compiled/messages/es.js'),
  fr: () => import('./compiled/messages/fr.js'),
  zh: () => import('./compiled/messages/zh.js'),
  ar: () => import('./compiled/messages/ar.js'),
};

const learned = new Map<Locale, Words>();
let spoken: Words = {};

/** Gets the words of a language; at once where they were got before. */
export async function learn(locale: Locale): Promise<void> {
  if (!learned.has(locale)) learned.set(locale, (await CATALOGUES[locale]()) as Words);
}

/** Says everything in a language from now on. Its words must have been learned. */
export function speak(locale: Locale): void {
  const words = learned.get(locale);
  if (!words) throw new Error(`The words of ${locale} were not learned.`);
  spoken = words;
  // Without its strategies, which read the page's address for each word that is said.
  overwriteGetLocale(() => locale);
}

/** A function a message, the same one whatever is spoken: what keeps it says it in the language of the moment. */
export const m = new Proxy({} as Record<string, Say>, {
  get: (made, key: string) => (made[key] ??= (inputs) => spoken[key]!(inputs)),
}) as unknown as typeof All;
