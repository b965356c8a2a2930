import type { Account } from '#src/domain/account.ts';
import type { LedgerEntryId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/**
 * When the days count what the account sends to others of its portfolio, or has from them, by entry: once both ends of it
 * were there. Until then it is in the days of where it left, so that the sum of all accounts has it all the time, once.
 */
export async function readArrivals(
  { accounts, ledger }: Repositories,
  { id, portfolioId }: Account,
): Promise<ReadonlyMap<LedgerEntryId, number>> {
  const own = new Set(
    (await accounts.list()).flatMap((each) => (each.portfolioId === portfolioId ? [each.id] : [])),
  );
  const arrivals = new Map<LedgerEntryId, number>();
  for (const link of await ledger.links(id)) {
    const ends = (await ledger.linked(link)).filter(({ type }) => type !== 'fee');
    const [one, other, ...more] = ends;
    if (one === undefined || other === undefined || more.length > 0) continue;
    const isWithin = one.accountId !== other.accountId && ends.every(({ accountId }) => own.has(accountId));
    if (!isWithin || signOf(one) !== -signOf(other)) continue;
    for (const end of ends) arrivals.set(end.id, Math.max(one.time, other.time));
  }
  return arrivals;
}

function signOf({ cash, quantity }: LedgerEntry): number {
  return (cash?.amount ?? quantity)?.sign() ?? 0;
}
