import { clientOrderId, type ClientOrderId } from '#src/domain/ids.ts';

/** Ids of ours: 128 bits in 26 digits of 5. */
const own = /^td-([0-7][0-9A-HJKMNP-TV-Z]{25})$/u;
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 128 bits as the venue takes them: its "short UUID", or with dashes (docs.kraken.com/api/docs/guides/spot-clordid). */
const hexadecimal = /^[0-9a-f]{8}(-?)(?:[0-9a-f]{4}\1){3}[0-9a-f]{12}$/u;

/** How an id of ours is written there: it takes free text of 18 characters at most. Throws for what is no id of ours. */
export function sentId(id: ClientOrderId): string {
  const [, text] = own.exec(id) ?? [];
  if (text === undefined) throw new TypeError(`${id} is no id that the venue takes`);
  const bits = Array.from(text).reduce((sum, digit) => (sum << 5n) | BigInt(digits.indexOf(digit)), 0n);
  return bits.toString(16).padStart(32, '0');
}

/** The id of what the venue calls an order. Any other text than 128 bits stays as it is. */
export function readId(text: string): ClientOrderId {
  if (!hexadecimal.test(text)) return clientOrderId(text);
  const bits = BigInt(`0x${text.replaceAll('-', '')}`);
  const places = Array.from({ length: 26 }, (_, place) => Number((bits >> BigInt(5 * (25 - place))) & 31n));
  return clientOrderId(`td-${places.map((place) => digits[place]).join('')}`);
}
