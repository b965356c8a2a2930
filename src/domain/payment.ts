/** Coins that change hands beside what a fill trades: what it is paid in, and its fee. */
import { Decimal } from './decimal.ts';
import type { Fill } from './fill.ts';
import type { Settled } from './fill-order.ts';
import { heldCoin, heldIn } from './held.ts';
import type { Currency, HeldId } from './ids.ts';
import type { Instrument } from './instrument.ts';
import { entriesOfFill, isFeeInKind } from './ledger.ts';

/** Signed: positive was received. Of a contract that the coin settles it is what that realised, less its fee. */
export function coinPaid(fill: Fill & Settled, instrument: Instrument, coin: Currency): Decimal {
  return Decimal.sum([
    ...entriesOfFill(fill, instrument).flatMap(({ cash }) => (cash?.currency === coin ? cash.amount : [])),
    ...(fill.settled === undefined ? [] : [fill.settled]),
  ]);
}

/** What is held that pays or is paid, without what is traded. `base`: what the portfolio is measured in. */
export function heldByPayment(
  fill: Fill,
  instrument: Instrument,
  base: Currency | undefined,
): readonly HeldId[] {
  const { fee } = fill;
  const price = heldCoin(instrument.settle, base);
  const isFree = fee === undefined || fee.amount.isZero() || isFeeInKind(fill, instrument);
  const cost = isFree ? undefined : heldCoin(fee.currency, base);
  return [...new Set([price, cost])].filter((held) => held !== undefined);
}

/** All that a fill changes of what is held. */
export function heldByFill(
  fill: Fill,
  instrument: Instrument,
  base: Currency | undefined,
): readonly HeldId[] {
  const traded = heldIn(base, instrument);
  const paid = heldByPayment(fill, instrument, base);
  return traded === undefined ? paid : [traded, ...paid];
}
