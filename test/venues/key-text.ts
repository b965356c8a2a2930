import { createHash } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 64 letters and digits, as Binance's keys and secrets have; the same text, the same ones. */
export function digitsOf(text: string): string {
  const bytes = createHash('sha512').update(text).digest();
  return [...bytes].map((byte) => letters[byte % letters.length]).join('');
}
