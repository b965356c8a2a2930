import { mostPlaces } from '#src/domain/balance-assertion.ts';
import { plainNumberText } from '#renderer/format/parse-number.ts';
import type { Separators } from '#renderer/format/number.ts';

/** `quantity` is plain decimal text with the digits that were typed. */
export type BalanceLine = { readonly asset: string; readonly quantity: string };

export type ReadLines = {
  readonly balances: readonly BalanceLine[];
  /** Numbers of the lines, from 1 and without the empty ones, that are no amount with what it is of. */
  readonly unread: readonly number[];
};

/** What an amount is of has a letter, and no space; the two stand apart by spaces, a tab, or a semicolon. */
const amountFirst = /^(?<amount>[^\p{L}]+?)[\s;]+(?<asset>[^\s;]*\p{L}[^\s;]*)$/u;
const assetFirst = /^(?<asset>[^\s;]*\p{L}[^\s;]*)[\s;]+(?<amount>[^\p{L}]+)$/u;

/** Lines such as `0.5 BTC` or `EUR 1,204.55`, the numbers as the trader writes them. */
export function readBalanceLines(text: string, separators: Separators): ReadLines {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const read = lines.map((line) => readLine(line.trim(), separators));
  return {
    balances: read.filter((line) => line !== undefined),
    unread: read.flatMap((line, at) => (line === undefined ? [at + 1] : [])),
  };
}

function readLine(line: string, separators: Separators): BalanceLine | undefined {
  const parts = (amountFirst.exec(line) ?? assetFirst.exec(line))?.groups;
  const quantity = readAmount(parts?.['amount'] ?? '', separators);
  const asset = parts?.['asset'];
  return asset === undefined || quantity === undefined ? undefined : { asset, quantity };
}

/** As plain text with the digits that were typed; undefined where it is no number, or has more digits than are taken. */
export function readAmount(text: string, separators: Separators): string | undefined {
  const plain = plainNumberText(text.trim(), separators);
  if (plain === undefined) return undefined;
  const [whole = '', places = ''] = plain.split('.');
  return whole.length > mostWhole || places.length > mostPlaces ? undefined : plain;
}

const mostWhole = 40;
