import type { Decimal } from '#src/domain/decimal.ts';
import { ledgerEntryId, type LedgerEntryId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { isOneTransfer, lostBetween, transferEndOf } from '#src/domain/transfer-proposals.ts';
import type { RecordedEntry } from '#src/ports/activity-repository.ts';
import { carryRate } from './carry-rates.ts';
import {
  accountProblems,
  happening,
  write,
  type InvalidMovement,
  type RecordMovementNeeds,
} from './record-movement.ts';

export type LinkOrder = {
  readonly left: LedgerEntryId;
  readonly arrived: LedgerEntryId;
  /** Only tells whether it would be done. */
  readonly isTrial: boolean;
};
export type SeparateOrder = { readonly id: LedgerEntryId; readonly isTrial: boolean };

/** The entry that says what left. */
type Linked = Result<{ readonly id: LedgerEntryId }, NotFound<'movement'> | InvalidMovement>;

/**
 * What left one own account and what came into another become the two ends of one transfer, so that lots go along with
 * their cost and date: each by a correction, which has its own time, but that nothing arrives before it left. What did not
 * arrive is a fee. What arrived counts at the rate at which it left: nothing was paid in or out by it.
 */
export async function linkTransfer(needs: RecordMovementNeeds, order: LinkOrder): Promise<Linked> {
  return order.isTrial ? link(needs, order) : needs.folding.after(() => link(needs, order));
}

async function link(needs: RecordMovementNeeds, { left, arrived, isTrial }: LinkOrder): Promise<Linked> {
  await using unit = await needs.store.begin();
  const read = unit.repositories;
  const going = await happening(read, left);
  if (going === undefined) return err({ code: 'NOT_FOUND', what: 'movement', id: left });
  const coming = await happening(read, arrived);
  if (coming === undefined) return err({ code: 'NOT_FOUND', what: 'movement', id: arrived });
  const went = openEnd(left, going);
  const came = openEnd(arrived, coming);
  if (went === undefined || came === undefined || !isOneTransfer({ left: went.end, arrived: came.end }))
    return err({ code: 'INVALID_MOVEMENT', problems: [{ field: 'entry', code: 'NOT_ONE_TRANSFER' }] });
  const nextId = (): LedgerEntryId => ledgerEntryId(needs.ids.next());
  const id = nextId();
  const lost = lostBetween({ left: went.end, arrived: came.end });
  const departure: LedgerEntry = {
    ...moving(went.entry, came.end.amount.negated()),
    type: 'transfer',
    id,
    link: id,
    corrects: left,
  };
  const arrival: LedgerEntry = {
    ...came.entry,
    type: 'transfer',
    time: Math.max(went.entry.time, came.entry.time),
    id: nextId(),
    link: id,
    corrects: arrived,
  };
  const fees: LedgerEntry[] = went.fees.map((fee) => ({ ...fee, id: nextId(), link: id, corrects: fee.id }));
  if (!lost.isZero())
    fees.push({
      ...moving(went.entry, lost.negated()),
      type: 'fee',
      id: nextId(),
      link: id,
      corrects: undefined,
    });
  for (const entry of [departure, arrival]) await carryRate(read, needs.clock.now(), left, entry);
  const before = [...going, ...coming];
  return await end(needs, unit, {
    before,
    fresh: [departure, ...fees, arrival],
    action: 'linked',
    isTrial,
    id,
  });
}

/** Undoes `linkTransfer`: what was recorded before is entered anew, in the place of both ends; its fee is taken back. */
export async function separateTransfer(needs: RecordMovementNeeds, order: SeparateOrder): Promise<Linked> {
  return order.isTrial ? separate(needs, order) : needs.folding.after(() => separate(needs, order));
}

async function separate(needs: RecordMovementNeeds, { id, isTrial }: SeparateOrder): Promise<Linked> {
  await using unit = await needs.store.begin();
  const read = unit.repositories;
  const before = await happening(read, id);
  if (before === undefined) return err({ code: 'NOT_FOUND', what: 'movement', id });
  const fresh: LedgerEntry[] = [];
  for (const { entry, correctedBy } of before) {
    const chain = await read.activity.corrections(entry.id);
    const old = chain.find((each) => each.entry.id === entry.corrects)?.entry;
    if (old === undefined || correctedBy !== undefined) continue;
    const restored = { ...old, id: ledgerEntryId(needs.ids.next()), corrects: entry.id };
    fresh.push(restored);
    await carryRate(read, needs.clock.now(), old.id, restored);
  }
  const [left, ...others] = fresh.filter(({ type }) => type !== 'fee');
  // Of a transfer that was entered as one and corrected, both ends were linked before.
  const isLinked =
    others.length === 1 && others.every(({ link: of }) => of === undefined || of !== left?.link);
  if (left === undefined || !isLinked)
    return err({ code: 'INVALID_MOVEMENT', problems: [{ field: 'entry', code: 'NOT_LINKED' }] });
  return await end(needs, unit, { before, fresh, action: 'separated', isTrial, id: left.id });
}

type Ending = Omit<Parameters<typeof write>[2], 'problems'> & { readonly id: LedgerEntryId };

async function end(
  needs: RecordMovementNeeds,
  unit: Parameters<typeof write>[1],
  { id, ...writing }: Ending,
): Promise<Linked> {
  const accounts = await unit.repositories.accounts.list();
  const problems = writing.before.flatMap(({ entry: { accountId } }) =>
    accountProblems(accounts, { accountId }),
  );
  const written = await write(needs, unit, { ...writing, problems });
  return written.ok ? ok({ id }) : written;
}

/** Undefined where it counts no more, or belongs to something else already. */
function openEnd(id: LedgerEntryId, all: readonly RecordedEntry[]) {
  const own = all.find(({ entry }) => entry.id === id);
  const fees = all.flatMap(({ entry }) => (entry.id === id ? [] : [entry]));
  if (own === undefined || own.correctedBy !== undefined || fees.some(({ type }) => type !== 'fee'))
    return undefined;
  const found = transferEndOf(own.entry, fees);
  return found && { entry: own.entry, fees, end: found };
}

/** So much of what the entry moves. */
function moving(entry: LedgerEntry, amount: Decimal): LedgerEntry {
  const { cash } = entry;
  return cash === undefined ? { ...entry, quantity: amount } : { ...entry, cash: { ...cash, amount } };
}
