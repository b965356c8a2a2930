import { ledgerEntryId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { ratedMovement } from '#src/domain/paid-in.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** What a rate of an entry is of: the entry, and the moment of the rate (see `ratedMovement`). Undefined where there is none. */
export async function ratedEntry(
  { ledger }: Pick<Repositories, 'ledger'>,
  movementId: string,
): Promise<{ readonly entry: LedgerEntry; readonly time: number } | undefined> {
  const whole = await ledger.find(ledgerEntryId(movementId));
  if (whole !== undefined) return { entry: whole, time: whole.time };
  const mark = movementId.lastIndexOf('@');
  const entry = mark < 0 ? undefined : await ledger.find(ledgerEntryId(movementId.slice(0, mark)));
  const time = Number(movementId.slice(mark + 1));
  return entry !== undefined && ratedMovement(entry, time) === movementId ? { entry, time } : undefined;
}
