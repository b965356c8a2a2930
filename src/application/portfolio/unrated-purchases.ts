/** Purchases of what was carried elsewhere, and is in a round trip there that is priced in another currency. */
import { nextTurn } from '#src/application/next-turn.ts';
import { legsOf, wholeHolding, type WholeHolding } from '#src/application/orders/held-legs.ts';
import { purchasesOf, type Purchase } from '#src/domain/bought.ts';
import type { AccountId, Currency, HeldId } from '#src/domain/ids.ts';
import { costIn } from '#src/domain/lot-costs.ts';
import type { Position } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import type { CarriedLot } from '#src/domain/tax-lot.ts';
import type { UnratedPiece } from '#src/ports/holdings-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { movementOfPurchase } from './purchase-rates.ts';

/** Those whose rate into the currency of a round trip of the account is not known: its cost is not known without them. */
export async function* unratedPurchases(
  read: Repositories,
  account: AccountId,
): AsyncIterable<readonly UnratedPiece[]> {
  for (const held of await read.rates.lacking(account)) {
    if ((await read.ledger.linksOf(account, held)).length === 0) continue;
    const asked = new Set<string>();
    for await (const { purchase, into } of purchasesIn(read, account, held)) {
      // A pool has its purchases each time that a part of it is carried.
      const key = `${purchase.movementId} ${purchase.currency} ${into}`;
      if (asked.has(key)) continue;
      asked.add(key);
      const leg = await unratedPiece(read, purchase, into);
      if (leg !== undefined) yield [leg];
    }
  }
}

type Wanted = { readonly purchase: Purchase; readonly into: Currency };

/** As all that its lots may come from is folded. */
export function foldWithPurchases(from: WholeHolding): PositionFold {
  return new PositionFold({ ...from, keepsPurchases: true });
}

async function* purchasesIn(read: Repositories, accountId: AccountId, held: HeldId): AsyncIterable<Wanted> {
  const account = await read.accounts.get(accountId);
  const whole = await wholeHolding(read, { account, held });
  const fold = foldWithPurchases(whole);
  let arrived: readonly CarriedLot[] = [];
  for await (const legs of legsOf(read, whole, foldWithPurchases)) {
    for (const leg of legs) {
      const closed = fold.add(leg);
      const came = leg.source === 'ledger' ? (leg.arrived ?? []) : [];
      for (const trip of closed) yield* lackingIn(trip, arrived);
      arrived = closed.length > 0 ? came : came.length > 0 ? [...arrived, ...came] : arrived;
    }
    await nextTurn();
  }
  const open = fold.open();
  if (open !== undefined) yield* lackingIn(open, arrived);
}

function* lackingIn({ currency: into, undecided, uncosted }: Position, arrived: readonly CarriedLot[]) {
  if (undecided.isZero() && uncosted.isZero()) return;
  for (const { costs, bought } of arrived) {
    if (costIn(costs, into) !== undefined) continue;
    for (const purchase of purchasesOf(bought)) if (purchase.currency !== into) yield { purchase, into };
  }
}

/** Undefined where it is known. */
export async function unratedPiece(
  read: Pick<Repositories, 'rates' | 'ledger'>,
  purchase: Purchase,
  into: Currency,
): Promise<UnratedPiece | undefined> {
  const { accountId, held, instrumentId, time, currency } = purchase;
  const { movementId } = await movementOfPurchase(read, purchase);
  const known = await read.rates.of(movementId, currency, into);
  return known === undefined
    ? { movementId, accountId, held, instrumentId, currency, into, time }
    : undefined;
}
