import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A sentence, or one for each plural of the language: by `count`. */
export type HostMessage = string | Record<string, string>;
type Catalogue = Record<string, string | { match: Record<string, string> }[]>;

const OF_HOST = /^host_/;

/** The messages of a catalogue that the host says: those whose keys begin with `host_`, without that beginning. */
export function hostWords(catalogue: Catalogue): Record<string, HostMessage> {
  const words: Record<string, HostMessage> = {};
  for (const [key, message] of Object.entries(catalogue)) {
    if (OF_HOST.test(key)) words[key.replace(OF_HOST, '')] = spoken(key, message);
  }
  return words;
}

function spoken(key: string, message: Catalogue[string]): HostMessage {
  if (typeof message === 'string') return message;
  const variants: Record<string, string> = {};
  for (const [match, text] of Object.entries(message[0]?.match ?? {})) {
    const [, plural] = /^plural=(\w+)$/.exec(match) ?? [];
    if (plural === undefined) throw new Error(`The host can't choose between the sentences of ${key}.`);
    variants[plural] = text;
  }
  return variants;
}

/** Writes `words.json` beside the page: what tray and notifications say, in every language, from the one catalogue. */
export function wordsOfHost(project: string, messages: string): Plugin {
  return {
    name: 'torrpeddo:host-words',
    apply: 'build',
    generateBundle() {
      const { locales } = read(project) as { locales: string[] };
      const words = locales.map((locale) => [locale, hostWords(read(join(messages, `${locale}.json`)) as Catalogue)]);
      this.emitFile({ type: 'asset', fileName: 'words.json', source: JSON.stringify(Object.fromEntries(words)) });
    },
  };
}

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
