import type { Instrument } from '#test/venues/exchange/instrument.ts';
import { unitsText } from '#test/venues/exchange/units.ts';

export type Message = {
  readonly method?: unknown;
  readonly req_id?: unknown;
  readonly params?: Readonly<Record<string, unknown>>;
};

export function messageOf(bytes: Buffer): Message {
  try {
    const message: Message = JSON.parse(bytes.toString());
    return message;
  } catch {
    return {};
  }
}

/** JSON in which a bigint is a number of 10^-8, without the zeros at its end. */
export function numbersJson(value: object): string {
  const mark = '\u{1}number:';
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? `${mark}${unitsText(part).replace(/\.?0+$/, '')}` : part,
  );
  return text.replaceAll(/"\\u0001number:(-?[\d.]+)"/g, '$1');
}

/** `2023-09-22T10:33:05.709000Z` */
export function timestamp(at: number): string {
  return new Date(at).toISOString().replace('Z', '000Z');
}

/** Decimals of the prices of a market; quantities have eight. */
export function priceDecimals({ rules }: Instrument): number {
  return unitsText(rules.tick).replace(/0+$/, '').split('.')[1]?.length ?? 0;
}
