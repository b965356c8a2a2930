import { baseOf } from '#src/application/orders/held-legs.ts';
import type { AccountId, Currency, LedgerEntryId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { ratedMovement } from '#src/domain/paid-in.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** A rate that the trader gave for what was corrected, of another moment or of something else than what has its place. */
export type LostRate = {
  readonly accountId: AccountId;
  readonly currency: Currency;
  readonly into: Currency;
  readonly rate: Decimal;
};

/** What another entry was worth holds for one that takes its place, as far as it is known. */
export async function carryRate(
  read: Repositories,
  now: number,
  from: LedgerEntryId,
  { id, accountId, cash }: LedgerEntry,
): Promise<void> {
  const into = await baseOf(read, accountId);
  const known = cash && (await read.rates.of(from, cash.currency, into));
  if (cash === undefined || known === undefined) return;
  // The entry is new, and breaks the curve by itself.
  const told = { ...known, recordedAt: now, revises: false };
  await read.rates.append([{ movementId: id, accountId, currency: cash.currency, into, ...told }]);
}

/**
 * What the trader said that an entry was worth holds for the one in its place, where that moves the same at the same
 * moment. The rates that hold no more.
 */
export async function carryGivenRates(
  read: Repositories,
  now: number,
  { old, fresh }: { readonly old: readonly LedgerEntry[]; readonly fresh: readonly LedgerEntry[] },
): Promise<readonly LostRate[]> {
  const lost: LostRate[] = [];
  for (const entry of old) {
    const next = fresh.find(({ corrects }) => corrects === entry.id);
    for (const moment of new Set([entry.time, entry.acquiredAt ?? entry.time])) {
      const known = await read.rates.all(ratedMovement(entry, moment));
      for (const rate of known.filter(({ source }) => source === 'trader')) {
        const { accountId, currency, into } = rate;
        if (next === undefined || !isRatedAlike(next, moment, currency)) {
          lost.push({ accountId, currency, into, rate: rate.rate });
          continue;
        }
        const movementId = ratedMovement(next, moment);
        await read.rates.append([{ ...rate, movementId, recordedAt: now, revises: false }]);
      }
    }
  }
  return lost;
}

function isRatedAlike(
  { time, acquiredAt, cash, cost }: LedgerEntry,
  moment: number,
  code: Currency,
): boolean {
  return (moment === time || moment === acquiredAt) && (cash?.currency === code || cost?.currency === code);
}
