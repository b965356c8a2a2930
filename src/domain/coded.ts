import type { storeProblems } from './store-problem.ts';
import type { unansweredReasons } from './unanswered.ts';

/** What a value of a sentence is, and so how it is shown: a text is quoted, and amounts are hidden in privacy mode. */
type ValueOf = {
  /** Decimals, in canonical text. */
  readonly price: string;
  readonly quantity: string;
  readonly amount: string;
  /** 0.1 is 10 %. */
  readonly share: string;
  readonly count: number;
  readonly seconds: number;
  /** Epoch milliseconds UTC. */
  readonly time: number;
  /** Of an order, a symbol, an account, a file: shown as it is. */
  readonly name: string;
  /** One of few, by which the sentence differs. */
  readonly choice: string;
  /** Of a file, or to be written into one: shown as it stands, but for its numbers in privacy mode. */
  readonly cell: string;
  /** What a venue, the system or an earlier version said. */
  readonly text: string;
  /** Why something failed: a sentence of its own. */
  readonly cause: Cause;
  /** Why a venue did not answer: a sentence of its own. */
  readonly unanswered: Unanswered;
};
export type ValueKind = keyof ValueOf;

/** Codes, and what the values of each are. */
export type CodeTable = Readonly<Record<string, Readonly<Record<string, ValueKind>>>>;

/** Something to be said, as its code and values: the screen has the sentence in the trader's language. */
export type Coded<Table extends CodeTable> = {
  readonly [Code in keyof Table]: { readonly code: Code } & {
    readonly [Name in keyof Table[Code]]: ValueOf[Table[Code][Name]];
  };
}[keyof Table];

/** Why a venue did not answer what it was asked about an account's orders and fills. */
export type Unanswered = Coded<typeof unansweredReasons>;

/** Why the store, the disk or a file refused. */
export type StoreProblem = Coded<typeof storeProblems>;
/** Why something failed: a code, or what was thrown in its own words. */
export type Cause = Said<typeof storeProblems>;

/** A code of this program, or what someone else said in words of their own. */
export type Said<Table extends CodeTable> = string | Coded<Table>;

const typeOf: Readonly<Record<Exclude<ValueKind, 'cause' | 'unanswered'>, 'string' | 'number'>> = {
  price: 'string',
  quantity: 'string',
  amount: 'string',
  share: 'string',
  count: 'number',
  seconds: 'number',
  time: 'number',
  name: 'string',
  choice: 'string',
  cell: 'string',
  text: 'string',
};

/** Whether it is a code of the table with all of its values. */
export function isCoded<Table extends CodeTable>(value: unknown, table: Table): value is Coded<Table> {
  if (typeof value !== 'object' || value === null || !('code' in value)) return false;
  const { code, ...given } = value;
  if (typeof code !== 'string' || !Object.hasOwn(table, code)) return false;
  const named = new Map(Object.entries(given));
  return Object.entries(table[code] ?? {}).every(([name, kind]) => isValue(named.get(name), kind));
}

function isValue(value: unknown, kind: ValueKind): boolean {
  if (kind === 'unanswered') return hasCode(value);
  return kind === 'cause' ? isCause(value) : typeof value === typeOf[kind];
}

/** The screen has the words of every code, without the table. */
export function isCause(value: unknown): value is Cause {
  return typeof value === 'string' || hasCode(value);
}

/** Whether it may be a code, of whatever table. */
export function hasCode(value: unknown): value is { readonly code: string } {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

/** What could be mistaken for a code, or for a text that was mistaken for one. */
const isWritten = /^["{]/u;

/** As a column of text keeps it: words as they are, unless they look like what a code is written as. */
export function saidToText(said: string | { readonly code: string }): string {
  return typeof said === 'string' && !isWritten.test(said) ? said : JSON.stringify(said);
}

/** What is not of this table was said by someone else, or written by an earlier version. */
export function saidFromText<Table extends CodeTable>(text: string, table: Table): Said<Table> {
  if (!isWritten.test(text)) return text;
  const said = parsed(text);
  return typeof said === 'string' || isCoded(said, table) ? said : text;
}

/** Undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Words from before codes were written.
    return undefined;
  }
}
