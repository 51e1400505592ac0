import type { TorrentRow } from '../contract/generated';
import { states, stateWord } from '../messages';
import { FILTERS, matches } from './filters';
import { fold, holds } from './search';

/** What a search asks of a row. `now` in Unix seconds. */
type Test = (row: TorrentRow, now: number) => boolean;

/** What was typed, understood. */
export interface Query {
  /** Folded words that a name must hold. */
  readonly words: readonly string[];
  /** Folded words that a name must not hold. */
  readonly without: readonly string[];
  readonly tests: readonly Test[];
  /** Terms that begin like a filter and can't be understood; they hide nothing. */
  readonly unclear: readonly string[];
}

type Operator = ':' | '=' | '<' | '>' | '<=' | '>=';
type Measure = (row: TorrentRow, now: number) => number | null;
/** The test for what stands behind the key; undefined where that makes no sense. */
type Field = (operator: Operator, value: string) => Test | undefined;

const TERM = /-?(?:[a-z]+(?:<=|>=|[:=<>]))?(?:"[^"]*"?|\S+|(?=\s|$))/giu;
const KEYED = /^(-?)([a-z]+)(<=|>=|[:=<>])(.*)$/isu;

const BYTES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12, p: 1e15 };
const BINARY: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };
const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  min: 60,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  mo: 2_592_000,
  y: 31_536_000,
};
/** An amount without `<` or `>` is meant roughly: as a person reads it off the list. */
const ROUGHLY = 0.05;

const plain = (text: string) => toNumber(/^(\d+(?:[.,]\d+)?)$/u.exec(text)?.[1]);
const share = (text: string) => toNumber(/^(\d+(?:[.,]\d+)?)%?$/u.exec(text)?.[1], 0.01);

function size(text: string): number | undefined {
  const [, number, unit = '', binary] = /^(\d+(?:[.,]\d+)?)\s*([kmgtp]?)(i?)b?(?:\/s)?$/iu.exec(text) ?? [];
  return toNumber(number, (binary ? BINARY : BYTES)[unit.toLowerCase()]);
}

function time(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:[.,]\d+)?)\s*(s|min|mo|m|h|d|w|y)$/iu.exec(text) ?? [];
  return toNumber(number, SECONDS[unit.toLowerCase()]);
}

function toNumber(text: string | undefined, unit: number | undefined = 1): number | undefined {
  return text === undefined ? undefined : Number(text.replace(',', '.')) * unit;
}

function measured(measure: Measure, parse: (text: string) => number | undefined): Field {
  return (operator, value) => {
    const [from, to] = value.split('..').map(parse);
    if (value.includes('..') && from !== undefined && to !== undefined) {
      return (row, now) => between(measure(row, now), from, to);
    }
    if (from === undefined || value.includes('..')) return undefined;
    return (row, now) => compares(measure(row, now), operator, from);
  };
}

const between = (value: number | null, from: number, to: number) => value !== null && value >= from && value <= to;

function compares(value: number | null, operator: Operator, wanted: number): boolean {
  if (value === null) return false;
  switch (operator) {
    case '<':
      return value < wanted;
    case '>':
      return value > wanted;
    case '<=':
      return value <= wanted;
    case '>=':
      return value >= wanted;
    default:
      return Math.abs(value - wanted) <= Math.abs(wanted) * ROUGHLY;
  }
}

function text(of: (row: TorrentRow) => string | null | undefined): Field {
  return (operator, value) => {
    const wanted = fold(value);
    if (!wanted || (operator !== ':' && operator !== '=')) return undefined;
    const has = remembering((found: string) => fold(found).includes(wanted));
    return (row) => has(of(row) ?? '');
  };
}

function flag(of: (row: TorrentRow) => boolean): Field {
  return (_operator, value) => {
    const wanted = { yes: true, true: true, '1': true, no: false, false: false, '0': false }[value.toLowerCase()];
    return wanted === undefined ? undefined : (row) => of(row) === wanted;
  };
}

/** A state by its name or the interface's word for it, or a filter of the sidebar. */
const state: Field = (operator, value) => {
  const wanted = fold(value);
  if (!wanted || (operator !== ':' && operator !== '=')) return undefined;
  const filter = FILTERS.find((name) => name.startsWith(wanted));
  const meant = new Set(states().filter((name) => name.startsWith(wanted) || fold(stateWord(name)).startsWith(wanted)));
  if (meant.size === 0 && filter === undefined) return undefined;
  return (row) => meant.has(row.state) || (filter !== undefined && matches(filter, row));
};

/** A test of few values, asked of many rows. */
function remembering<K>(test: (value: K) => boolean): (value: K) => boolean {
  const known = new Map<K, boolean>();
  return (value) => {
    let answer = known.get(value);
    if (answer === undefined) known.set(value, (answer = test(value)));
    return answer;
  };
}

const age = (at: number | null, now: number) => (at === null ? null : Math.max(0, now - at));

/** What a search can ask for by name. */
const FIELDS: Readonly<Record<string, Field>> = {
  state,
  is: state,
  size: measured((row) => (row.has_metadata ? row.size : null), size),
  left: measured((row) => (row.has_metadata ? row.size - row.done : null), size),
  done: measured((row) => row.done, size),
  downloaded: measured((row) => row.downloaded, size),
  uploaded: measured((row) => row.uploaded, size),
  down: measured((row) => row.down_rate, size),
  up: measured((row) => row.up_rate, size),
  progress: measured((row) => row.progress, share),
  ratio: measured((row) => row.ratio, plain),
  peers: measured((row) => row.peers, plain),
  seeds: measured((row) => row.seeds, plain),
  eta: measured((row) => row.eta, time),
  added: measured((row, now) => age(row.added_at, now), time),
  finished: measured((row, now) => age(row.completed_at, now), time),
  idle: measured((row, now) => age(row.last_active_at ?? row.added_at, now), time),
  name: text((row) => row.name),
  tracker: text((row) => row.tracker),
  folder: text((row) => row.save_path),
  hash: text((row) => row.id),
  error: text((row) => row.error?.message),
  private: flag((row) => row.private),
  sequential: flag((row) => row.sequential),
};

export const QUERY_KEYS: readonly string[] = Object.keys(FIELDS).filter((key) => key !== 'is');

/** Never fails: what can't be understood is among `unclear`, and a word with an unknown key is a word. */
export function parseQuery(typed: string): Query {
  const query = { words: [] as string[], without: [] as string[], tests: [] as Test[], unclear: [] as string[] };
  for (const [term] of typed.matchAll(TERM)) if (term) understand(term, query);
  return query;
}

function understand(term: string, query: { [K in keyof Query]: Query[K][number][] }): void {
  const [, sign, key = '', operator, value = ''] = KEYED.exec(term) ?? [];
  const field = Object.hasOwn(FIELDS, key.toLowerCase()) ? FIELDS[key.toLowerCase()] : undefined;
  if (field === undefined) {
    understandWord(term, query);
    return;
  }
  const test = field(operator as Operator, unquoted(value));
  if (test === undefined) query.unclear.push(term);
  else query.tests.push(sign ? (row, now) => !test(row, now) : test);
}

function understandWord(term: string, query: { [K in keyof Query]: Query[K][number][] }): void {
  const not = term.startsWith('-') && term.length > 1;
  const word = fold(unquoted(not ? term.slice(1) : term));
  if (word) (not ? query.without : query.words).push(word);
}

/** A filter by a text, as it is typed. */
export function typedTerm(key: 'tracker' | 'folder', value: string): string {
  return /\s/u.test(value) ? `${key}:"${value}"` : `${key}:${value}`;
}

const unquoted = (text: string) => text.replace(/^"([^"]*)"?$/u, '$1');

/** Whether the query shows the row; `name` is the row's name, folded. */
export function shows(query: Query, row: TorrentRow, name: string, now: number): boolean {
  const { words, without, tests } = query;
  if (!tests.every((test) => test(row, now))) return false;
  if (without.length > 0 && without.some((word) => name.includes(word))) return false;
  return words.length === 0 || holds(name, words) || words[0] === row.id;
}

/** Whether nothing is asked for. */
export function isEmpty({ words, without, tests }: Query): boolean {
  return words.length + without.length + tests.length === 0;
}
