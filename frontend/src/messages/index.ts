/**
 * Every word of the interface. The catalogue is `en.json`, beside it each other language; `m` has one function a message.
 */
export { getLocale, type Locale, locales } from './compiled/runtime.js';
export { type ErrorWords, explain, explainFetch, explainTorrent, inTwo } from './errors';
export { happeningWords, type HappeningWords } from './happenings';
export { handlerAction, handlerOffer, openedWords, ownerWords } from './handlers';
export { noticeWords } from './notices';
export { inALine, sentence, type Sentence, states, stateWord, statusWord, type Tone } from './sentence';
export { trialWords } from './trials';
export { volumeWord } from './volumes';
export { waitWords } from './waits';
export { learn, m, speak } from './words';
