import { foldHolding } from '#src/application/orders/book-fills.ts';
import { baseOf } from '#src/application/orders/held-legs.ts';
import { isDust } from '#src/domain/dust.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { AccountId, HeldId } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { isPayment } from '#src/domain/leg-effect.ts';
import { heldByFill } from '#src/domain/payment.ts';
import type { Position } from '#src/domain/position.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { RecordMovementNeeds } from './record-movement.ts';

export type DustTold = {
  readonly accountId: AccountId;
  readonly held: HeldId;
  /** False: what was told is taken back. */
  readonly isDust: boolean;
  /** Only tells whether it would be refused. */
  readonly isTrial: boolean;
};

/** It is not what an imported trade has left last, or nothing of it was told. */
type NotARest = { readonly code: 'NOT_A_REST' };
type Refused = NotFound<'account'> | NotARest;
type TellDustNeeds = Pick<RecordMovementNeeds, 'store' | 'clock' | 'folding'>;

/**
 * The trader says that what an imported trade has left is too small to be traded, which no file tells, or takes that back: another
 * row of the fill, with the least quantity that could be traded after it, takes the place of the one that is there. That stays
 * in the chain, and the round trip is folded anew.
 */
export async function tellDust(needs: TellDustNeeds, told: DustTold): Promise<Result<undefined, Refused>> {
  return told.isTrial ? tell(needs, told) : needs.folding.after(() => tell(needs, told));
}

async function tell(
  { store, clock }: TellDustNeeds,
  { accountId, held, isDust: isTold, isTrial }: DustTold,
): Promise<Result<undefined, Refused>> {
  await using unit = await store.begin();
  const { accounts, positions, trades, instruments, audit } = unit.repositories;
  const account = (await accounts.list()).find((each) => each.id === accountId);
  if (account === undefined) return err({ code: 'NOT_FOUND', what: 'account', id: accountId });
  const rest = await positions.last(accountId, held);
  const fill = rest && (await leftBy(unit.repositories, rest));
  const isOpen = rest?.closedAt === undefined;
  if (account.mode !== 'history' || !rest || !isOpen || !fill || isDust(rest) === isTold)
    return err({ code: 'NOT_A_REST' });
  if (isTrial) return ok(undefined);
  const instrument = await instruments.get(fill.instrumentId);
  const least = isTold ? rest.quantity.abs().plus(instrument.lotSize) : undefined;
  await trades.correct({ ...fill, least });
  for (const each of heldByFill(fill, instrument, await baseOf(unit.repositories, accountId)))
    await foldHolding(unit.repositories, { accountId, held: each });
  await audit.append({
    time: clock.now(),
    actor: 'trader',
    action: isTold ? 'corrected' : 'taken back',
    subject: `rest of ${held} in account ${accountId}`,
    detail: JSON.stringify({ fill: fill.id, from: inText(fill.least), to: inText(least) }),
  });
  await unit.commit();
  return ok(undefined);
}

/** The imported trade that left it, where nothing has come or gone since. */
async function leftBy(
  { trades, instruments }: Repositories,
  { accountId, held, last, side }: Position,
): Promise<Fill | undefined> {
  if (!('fillId' in last) || isPayment(await instruments.get(last.instrumentId), held)) return undefined;
  const fill = await trades.find(accountId, last.instrumentId, last.fillId);
  return fill?.source === 'import' && fill.side !== side ? fill : undefined;
}
