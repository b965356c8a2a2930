import type { Fill } from './fill.ts';
import { turnsMoney } from './held.ts';
import type { Currency } from './ids.ts';
import type { Instrument } from './instrument.ts';
import { entriesOfFill, type CashMovement } from './ledger.ts';

/** What a fill moves in cash: what it was paid in, its fee, and what it turned money into. `base`: what the portfolio is measured in. */
export function cashOfFill(
  fill: Fill,
  instrument: Instrument,
  base: Currency | undefined,
): readonly CashMovement[] {
  const entries = entriesOfFill(fill, instrument);
  if (!turnsMoney(instrument, base)) return entries;
  return [
    ...entries,
    ...entries.flatMap(({ accountId, type, quantity }) => {
      if (quantity === undefined) return [];
      return [{ accountId, type, cash: { currency: instrument.base, amount: quantity } }];
    }),
  ];
}
