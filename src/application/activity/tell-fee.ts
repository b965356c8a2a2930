import { foldHolding } from '#src/application/orders/book-fills.ts';
import { baseOf } from '#src/application/orders/held-legs.ts';
import { cashOfFill } from '#src/domain/fill-cash.ts';
import { fillId, type AccountId, type Currency, type InstrumentId } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Fill } from '#src/domain/fill.ts';
import { movedBack } from '#src/domain/ledger.ts';
import type { Money } from '#src/domain/money.ts';
import { heldByFill } from '#src/domain/payment.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { problemOfFee, type FeeProblem } from '#src/domain/told-fee.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { movementsSubject } from './movements-subject.ts';
import type { RecordMovementNeeds } from './record-movement.ts';

export type FeeTold = {
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  readonly fillId: string;
  /** What the trader saw as told by hand. */
  readonly seen: Money | undefined;
  /** Undefined: what was told is taken back. */
  readonly fee: Money | undefined;
  /** Only tells whether it would be refused. */
  readonly isTrial: boolean;
};

type Refused =
  | NotFound<'account' | 'movement'>
  | { readonly code: 'INVALID_FEE'; readonly problem: FeeProblem };
type TellFeeNeeds = Pick<RecordMovementNeeds, 'store' | 'clock' | 'folding'>;

/**
 * The trader tells the fee of a fill whose source told none, or takes back what he told: another row of the fill takes the
 * place of the one that is there, which stays in the chain, and what the fee moves is folded anew.
 */
export async function tellFee(needs: TellFeeNeeds, told: FeeTold): Promise<Result<undefined, Refused>> {
  return told.isTrial ? tell(needs, told) : needs.folding.after(() => tell(needs, told));
}

async function tell(
  { store, clock }: TellFeeNeeds,
  { accountId, instrumentId, fillId: id, seen, fee, isTrial }: FeeTold,
): Promise<Result<undefined, Refused>> {
  await using unit = await store.begin();
  const { accounts, trades, instruments, audit } = unit.repositories;
  const account = (await accounts.list()).find((each) => each.id === accountId);
  if (account === undefined) return err({ code: 'NOT_FOUND', what: 'account', id: accountId });
  const fill = await find(unit.repositories, accountId, instrumentId, id);
  if (fill === undefined) return err({ code: 'NOT_FOUND', what: 'movement', id });
  const instrument = await instruments.get(instrumentId);
  const isByHand = await trades.isFeeByHand(fill);
  const problem = problemOfFee({ account, fill, instrument, isByHand, seen, fee });
  if (problem !== undefined) return err({ code: 'INVALID_FEE', problem });
  if (isTrial) return ok(undefined);
  const corrected = { ...fill, fee };
  await trades.correct(corrected);
  const base = await baseOf(unit.repositories, accountId);
  await moveInstead(unit.repositories, { instrument, base, from: fill, to: corrected });
  await audit.append({
    time: clock.now(),
    actor: 'trader',
    action: fee === undefined ? 'taken back' : 'corrected',
    subject: movementsSubject(accountId),
    // As entries are told: a list, of what has a moment from which on the curve is another.
    detail: JSON.stringify([{ fill: fill.id, time: fill.time, from: inText(fill.fee), to: inText(fee) }]),
  });
  await unit.commit();
  return ok(undefined);
}

/** An id of another account or instrument is of no fill of this one. */
async function find(
  { trades }: Repositories,
  account: AccountId,
  instrument: InstrumentId,
  id: string,
): Promise<Fill | undefined> {
  return id.startsWith(`${account}/${instrument}/`)
    ? trades.find(account, instrument, fillId(id))
    : undefined;
}

async function moveInstead(
  unit: Repositories,
  of: { readonly instrument: Instrument; readonly base: Currency; readonly from: Fill; readonly to: Fill },
): Promise<void> {
  const { instrument, base, from, to } = of;
  await unit.ledger.moveCash([
    ...cashOfFill(from, instrument, base).map(movedBack),
    ...cashOfFill(to, instrument, base),
  ]);
  const touched = new Set([from, to].flatMap((fill) => heldByFill(fill, instrument, base)));
  for (const held of touched) await foldHolding(unit, { accountId: to.accountId, held });
}
