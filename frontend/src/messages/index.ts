/**
 * Every word of the interface. The catalogue is `en.json`; `m` has one function a message.
 */
export { m } from './compiled/messages.js';
export { type ErrorWords, explain, explainTorrent } from './errors';
export { happeningWords, type HappeningWords } from './happenings';
export { sentence, type Sentence, stateWord, type Tone } from './sentence';
