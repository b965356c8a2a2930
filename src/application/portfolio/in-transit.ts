import type { Account } from '#src/domain/account.ts';
import type { AccountId, LedgerEntryId } from '#src/domain/ids.ts';
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
    const ends = endsWithin(await ledger.linked(link), own);
    for (const end of ends) arrivals.set(end.id, Math.max(...ends.map(({ time }) => time)));
  }
  return arrivals;
}

/** Whether the entry is an end of what went from one of the accounts to another: of them together it moved nothing. */
export async function isBetween(
  ledger: Pick<Repositories['ledger'], 'find' | 'linked'>,
  id: LedgerEntryId,
  accounts: ReadonlySet<AccountId>,
): Promise<boolean> {
  const link = (await ledger.find(id))?.link;
  const ends = link === undefined ? [] : endsWithin(await ledger.linked(link), accounts);
  return ends.some((end) => end.id === id);
}

/** Both, where what left one of the accounts arrived in another of them. */
function endsWithin(
  linked: readonly LedgerEntry[],
  accounts: ReadonlySet<AccountId>,
): readonly LedgerEntry[] {
  const ends = linked.filter(({ type }) => type !== 'fee');
  const [one, other, ...more] = ends;
  if (one === undefined || other === undefined || more.length > 0) return [];
  const isWithin = one.accountId !== other.accountId && ends.every(({ accountId: id }) => accounts.has(id));
  return isWithin && signOf(one) === -signOf(other) ? ends : [];
}

function signOf({ cash, quantity }: LedgerEntry): number {
  return (cash?.amount ?? quantity)?.sign() ?? 0;
}
