import type { GetICUArgs } from '@schummar/icu-type-parser';
import type { FormatValues } from 'icu-minify/format';
import type { enAtOnce } from './packs/en-at-once.ts';
import type { enLater } from './packs/en-later.ts';

/** English is the measure: what it says every language says, and what it names every call gives. */
type Messages = typeof enAtOnce & typeof enLater;

/** `area.name`, as in `ticket.review`. */
export type MessageKey = {
  [Area in keyof Messages]: `${Area}.${Extract<keyof Messages[Area], string>}`;
}[keyof Messages];

type TextOf<Key> = Key extends `${infer Area}.${infer Name}`
  ? Area extends keyof Messages
    ? Name extends keyof Messages[Area]
      ? Messages[Area][Name] & string
      : never
    : never
  : never;

type TagsOf<Text extends string> = Text extends `${string}</${infer Tag}>${infer Rest}`
  ? Tag | TagsOf<Rest>
  : never;

/** Of a key that stands for several messages: what fits every one of them. */
type Together<Takers> = (Takers extends unknown ? (taker: Takers) => void : never) extends (
  taker: infer All,
) => void
  ? All extends (values: infer Values) => void
    ? Values
    : never
  : never;

/** A figure is handed over as it is to be read; what a plural counts is a number. */
type Taker<Key> = Key extends unknown
  ? (values: GetICUArgs<TextOf<Key>, { ICUArgument: string; ICUNumberArgument: number }>) => void
  : never;

type ValuesOf<Key extends MessageKey> = Together<Taker<Key>>;

/** Nothing where the message names nothing. */
export type Values<Key extends MessageKey> = keyof ValuesOf<Key> extends never
  ? []
  : [values: ValuesOf<Key> & FormatValues<string>];

/** With an element for each tag. */
export type RichValues<Key extends MessageKey, Element> = ValuesOf<Key> &
  FormatValues<Element> & {
    readonly [Tag in TagsOf<TextOf<Key>>]: (inside: (string | Element)[]) => Element;
  };

/** Of another language: the same messages. That they name the same values, a test says. */
export type Translated<Area> = { readonly [Name in keyof Area]: string };
