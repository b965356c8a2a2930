/** Purchases of what was carried elsewhere, and is in a round trip there that is priced in another currency. */
import { nextTurn } from '#src/application/next-turn.ts';
import { legsOf, wholeHolding, type WholeHolding } from '#src/application/orders/held-legs.ts';
import { purchasesOf, type Purchase } from '#src/domain/bought.ts';
import { ledgerEntryId, type AccountId, type Currency } from '#src/domain/ids.ts';
import { isEarned } from '#src/domain/entry-types.ts';
import type { MovedEntry } from '#src/domain/held.ts';
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
  const asked = new Set<string>();
  for await (const { purchase, into, costs } of carriedPurchases(read, account)) {
    if (purchase.currency === undefined || purchase.currency === into) continue;
    // A pool has its purchases each time that a part of it is carried.
    const key = `${purchase.movementId} ${purchase.currency} ${into}`;
    if (costIn(costs, into) !== undefined || asked.has(key)) continue;
    asked.add(key);
    const leg = await unratedPiece(read, purchase, into);
    if (leg !== undefined) yield [leg];
  }
}

/** What came in elsewhere without a cost, and is in a round trip of the account whose cost or result is not known without it. */
export async function uncostedElsewhere(
  read: Repositories,
  account: AccountId,
): Promise<readonly MovedEntry[]> {
  const found = new Map<string, MovedEntry>();
  for await (const { purchase } of carriedPurchases(read, account)) {
    const { movementId, currency, instrumentId } = purchase;
    if (currency !== undefined || instrumentId !== undefined || found.has(movementId)) continue;
    const entry = await read.ledger.find(ledgerEntryId(movementId));
    // What another end of its link brings along has no cost of its own to tell.
    const others = entry?.link === undefined ? [] : await read.ledger.linked(entry.link);
    const isTold = others.every(({ id, type }) => id === movementId || type === 'fee');
    if (entry !== undefined && isTold && !isEarned(entry.type)) found.set(movementId, entry);
  }
  return [...found.values()];
}

type Carried = Pick<CarriedLot, 'costs'> & { readonly purchase: Purchase; readonly into: Currency };

/** As all that its lots may come from is folded. */
export function foldWithPurchases(from: WholeHolding): PositionFold {
  return new PositionFold({ ...from, keepsPurchases: true });
}

/** What linked entries brought to round trips of which a cost or a result is not known. */
async function* carriedPurchases(read: Repositories, accountId: AccountId): AsyncIterable<Carried> {
  for (const held of await read.rates.lacking(accountId)) {
    if ((await read.ledger.linksOf(accountId, held)).length === 0) continue;
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
}

function* lackingIn({ currency: into, undecided, uncosted }: Position, arrived: readonly CarriedLot[]) {
  if (undecided.isZero() && uncosted.isZero()) return;
  for (const { costs, bought } of arrived)
    for (const purchase of purchasesOf(bought)) yield { purchase, into, costs };
}

/** Undefined where it is known. */
export async function unratedPiece(
  read: Pick<Repositories, 'rates' | 'ledger'>,
  purchase: Purchase,
  into: Currency,
): Promise<UnratedPiece | undefined> {
  const { accountId, held, instrumentId, time, currency } = purchase;
  if (currency === undefined || currency === into) return undefined;
  const { movementId } = await movementOfPurchase(read, purchase);
  const known = await read.rates.of(movementId, currency, into);
  return known === undefined
    ? { movementId, accountId, held, instrumentId, currency, into, time }
    : undefined;
}
