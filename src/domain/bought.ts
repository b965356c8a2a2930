import type { AccountId, Currency, FillId, HeldId, InstrumentId, LedgerEntryId } from './ids.ts';

/** What opened a lot, where it was bought. */
export type Purchase = {
  readonly accountId: AccountId;
  readonly held: HeldId;
  readonly movementId: FillId | LedgerEntryId;
  /** Of a fill. */
  readonly instrumentId: InstrumentId | undefined;
  readonly time: number;
  /** In what it was paid; undefined where nobody knows what it cost. */
  readonly currency: Currency | undefined;
};

/** The purchases that are in a lot: of a pool those of both that were put together. */
export type Bought = Purchase | { readonly one: Bought; readonly other: Bought };

export function boughtTogether(one: Bought | undefined, other: Bought | undefined): Bought | undefined {
  return one && other ? { one, other } : (one ?? other);
}

/** Without recursion: a pool may be made of a million. */
export function purchasesOf(bought: Bought | undefined): readonly Purchase[] {
  const purchases: Purchase[] = [];
  const waiting = bought === undefined ? [] : [bought];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('one' in next) waiting.push(next.one, next.other);
    else purchases.push(next);
  }
  return purchases;
}
