/**
 * Every word of the interface. The catalogue is `en.json`, beside it each other language; `m` has one function a message.
 */
export { m } from './compiled/messages.js';
export { getLocale, type Locale, locales, setLocale } from './compiled/runtime.js';
export { type ErrorWords, explain, explainFetch, explainTorrent, inTwo } from './errors';
export { happeningWords, type HappeningWords } from './happenings';
export { noticeWords } from './notices';
export { sentence, type Sentence, states, stateWord, type Tone } from './sentence';
export { volumeWord } from './volumes';
