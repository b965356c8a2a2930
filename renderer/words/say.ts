import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format';
import { dress, type Separators } from '#renderer/format/number.ts';
import type { MessageKey, RichValues, Values } from './message-types.ts';

/** Messages by area and name. */
export type Pack = Readonly<Record<string, Readonly<Record<string, CompiledMessage>>>>;
/** What is spoken, and how numbers are written in it. */
export type Speech = { readonly locale: string; readonly messages: Pack; readonly separators: Separators };

/** A message in the trader's language, the figures in it with the trader's separators. */
export type Say = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

let speech: Speech | undefined;
const listeners = new Set<() => void>();

/** Another language, more of its messages, or other separators. */
export function speak(next: Speech): void {
  speech = next;
  for (const listener of listeners) listener();
}

/** Undefined before anything can be said. */
export function spoken(): Speech | undefined {
  return speech;
}

/** Calls after each change. Returns what ends it. */
export function onSpeech(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const say: Say = (key, ...values) => sayIn(current(), key, ...values);

function current(): Speech {
  if (speech === undefined) throw new Error('no language is loaded');
  return speech;
}

export function sayIn<Key extends MessageKey>(of: Speech, key: Key, ...[values]: Values<Key>): string {
  return textOf(of, key, values);
}

/** Of a code of the core and its values, which a test compares with what the message names. */
export function sayCode(key: string, values: FormatValues<string>): string {
  return textOf(current(), key, values);
}

function textOf(of: Speech, key: string, values: FormatValues<string> | undefined): string {
  const text = formatted<string>(of, key, values);
  if (typeof text !== 'string') throw new Error(`“${key}” is more than text`);
  return text;
}

/** As parts, where something in the sentence is more than text. */
export function sayPartsIn<Key extends MessageKey, Element>(
  of: Speech,
  key: Key,
  values: RichValues<Key, Element>,
): readonly (string | Element)[] {
  const parts = formatted<Element>(of, key, values);
  return Array.isArray(parts) ? parts : [parts];
}

function formatted<Element>(of: Speech, key: string, values: FormatValues<Element> | undefined) {
  const dot = key.indexOf('.');
  const message = of.messages[key.slice(0, dot)]?.[key.slice(dot + 1)];
  if (message === undefined) throw new Error(`no message “${key}” is loaded`);
  return format<Element>(message, of.locale, values, { formatters: formattersOf(of) });
}

const made = new WeakMap<Speech, ReturnType<typeof createFormatters>>();

function formattersOf(of: Speech): ReturnType<typeof createFormatters> {
  const held = made.get(of) ?? createFormatters(of);
  made.set(of, held);
  return held;
}

/** What a plural counts is written as every number of the screen is. */
function createFormatters({ locale, separators }: Speech) {
  const plurals = new Intl.PluralRules(locale);
  const numbers = Object.defineProperty(new Intl.NumberFormat(locale), 'format', {
    value: (count: number) => dress(String(count), separators),
  });
  return {
    getPluralRules: () => plurals,
    getNumberFormat: () => numbers,
    getDateTimeFormat: (...wanted: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
      new Intl.DateTimeFormat(...wanted),
  };
}
