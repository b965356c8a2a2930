import type { Fill } from './fill.ts';
import { heldCoin, turnsMoney } from './held.ts';
import type { Currency } from './ids.ts';
import type { Instrument } from './instrument.ts';
import { entriesOfFill, type CashMovement } from './ledger.ts';

/**
 * The money that a fill moves: what it was paid in, its fee, and what it turned other money into. A coin that it was paid
 * in is held, and no cash. `base`: what the portfolio is measured in.
 */
export function cashOfFill(
  fill: Fill,
  instrument: Instrument,
  base: Currency | undefined,
): readonly CashMovement[] {
  const entries = entriesOfFill(fill, instrument);
  const paid = entries.filter(
    ({ cash }) => cash !== undefined && heldCoin(cash.currency, base) === undefined,
  );
  if (!turnsMoney(instrument, base)) return paid;
  return [
    ...paid,
    ...entries.flatMap(({ accountId, type, quantity }) => {
      if (quantity === undefined) return [];
      return [{ accountId, type, cash: { currency: instrument.base, amount: quantity } }];
    }),
  ];
}
