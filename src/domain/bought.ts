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
  return one && other && one !== other ? { one, other } : (one ?? other);
}

/** The one that is in it, where it is no other than that. */
export function onlyPurchaseOf(bought: Bought | undefined): Purchase | undefined {
  return bought === undefined || 'one' in bought ? undefined : bought;
}

/**
 * Each once. Without recursion: a pool may be made of a million. What goes to and fro between two pools is in both each time
 * it has gone, so that the parts are few and the ways to them beyond counting.
 */
export function purchasesOf(bought: Bought | undefined): readonly Purchase[] {
  const purchases: Purchase[] = [];
  const met = new Set<Bought>();
  const waiting = bought === undefined ? [] : [bought];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (met.has(next)) continue;
    met.add(next);
    if ('one' in next) waiting.push(next.one, next.other);
    else purchases.push(next);
  }
  return purchases;
}
