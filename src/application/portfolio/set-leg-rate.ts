import type { Change } from '#src/application/changes.ts';
import { foldHolding } from '#src/application/orders/book-fills.ts';
import { baseOf, linkedWith, touchedBy } from '#src/application/orders/held-legs.ts';
import type { Portfolio } from '#src/domain/account.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import {
  fillId,
  ledgerEntryId,
  type AccountId,
  type Currency,
  type FillId,
  type HeldId,
  type InstrumentId,
  type LedgerEntryId,
} from '#src/domain/ids.ts';
import type { RateProblem } from '#src/domain/paid-in.ts';
import { heldByFill } from '#src/domain/payment.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { ratedEntry } from './rated-entry.ts';
import { wasCounted } from './was-counted.ts';

export type SetLegRateNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  /** What the rate decided is folded anew. */
  readonly onFolded: (changes: readonly Change[]) => void;
  /** Records what marks positions, makes these, and tells that they are others. */
  readonly foldAnew: <Recorded extends { readonly ok: boolean }>(
    record: () => Promise<Recorded>,
  ) => Promise<Recorded>;
};

export type GivenLegRate = {
  readonly portfolioId: string;
  readonly accountId: AccountId;
  /** Of a fill. */
  readonly instrumentId?: InstrumentId | undefined;
  /** Of the fill, or of an entry (see `ratedMovement`). */
  readonly movementId: string;
  readonly currency: Currency;
  readonly into: Currency;
  readonly rate: Decimal;
};

type SetLegRateError =
  | NotFound<'portfolio' | 'movement'>
  | { readonly code: 'INVALID_RATE'; readonly problem: RateProblem };

/** The trader says what a fill or an entry was paid in, or its fee, was worth at its moment, where nobody has said it before. */
export async function setLegRate(
  needs: SetLegRateNeeds,
  given: GivenLegRate,
): Promise<Result<undefined, SetLegRateError>> {
  const { rate } = given;
  if (!rate.isPositive()) return err({ code: 'INVALID_RATE', problem: 'NOT_POSITIVE' });
  return needs.foldAnew(async (): Promise<Result<undefined, SetLegRateError>> => {
    const set = await needs.store.transact((unit) => record(unit, needs.clock.now(), given));
    if (!set.ok) return set;
    needs.onFolded(set.value);
    return ok(undefined);
  });
}

async function record(
  unit: Repositories,
  now: number,
  given: GivenLegRate,
): Promise<Result<readonly Change[], SetLegRateError>> {
  const { portfolios, accounts, rates, audit } = unit;
  const { portfolioId, accountId, currency, into, rate } = given;
  const portfolio = (await portfolios.list()).find(({ id }) => id === portfolioId);
  if (portfolio === undefined) return err({ code: 'NOT_FOUND', what: 'portfolio', id: portfolioId });
  const account = (await accounts.list()).find(({ id }) => id === accountId);
  const rated = account && (await (given.instrumentId === undefined ? ofEntry : ofFill)(unit, given));
  const isOfIt = rated?.currencies.includes(currency) === true && currency !== into;
  if (rated === undefined || !isOfIt || !(await isIn(unit, portfolio, { accountId, rated })))
    return err({ code: 'NOT_FOUND', what: 'movement', id: given.movementId });
  const { movementId, time } = rated;
  if ((await rates.of(movementId, currency, into)) !== undefined)
    return err({ code: 'INVALID_RATE', problem: 'SET_ELSEWHERE' });
  const revises = await wasCounted(unit, portfolio, { time });
  const known = { rate, source: 'trader', pricedBy: undefined, recordedAt: now, revises } as const;
  await rates.append([{ movementId, accountId, currency, into, ...known }]);
  await audit.append({
    time: now,
    actor: 'trader',
    action: 'changed',
    subject: `rate of movement ${movementId}`,
    detail: JSON.stringify({ currency, into, to: rate }),
  });
  const changes: Change[] = [];
  for (const held of rated.held) changes.push(...(await foldHolding(unit, { accountId, held })));
  return ok(changes);
}

type RatedMovement = {
  readonly movementId: FillId | LedgerEntryId;
  readonly time: number;
  /** Of which it may have a rate. */
  readonly currencies: readonly Currency[];
  /** What it changes. */
  readonly held: readonly HeldId[];
};

/** What it traded, what that was paid in, and what its fee was taken out of. */
async function ofFill(
  unit: Repositories,
  { accountId, instrumentId, movementId }: GivenLegRate,
): Promise<RatedMovement | undefined> {
  const fill = instrumentId && (await unit.trades.find(accountId, instrumentId, fillId(movementId)));
  if (fill === undefined) return undefined;
  const base = await baseOf(unit, accountId);
  const instrument = await unit.instruments.get(fill.instrumentId);
  const charged = fill.fee === undefined ? [] : [fill.fee.currency];
  return {
    movementId: fill.id,
    time: fill.time,
    currencies: [instrument.settle, ...charged],
    held: heldByFill(fill, instrument, base),
  };
}

/** What it moved, what it was told to be worth, and what lots that it brought are priced in. */
async function ofEntry(
  unit: Repositories,
  { accountId, movementId }: GivenLegRate,
): Promise<RatedMovement | undefined> {
  const of = await ratedEntry(unit, movementId);
  if (of?.entry.accountId !== accountId) return undefined;
  const { cash, cost } = of.entry;
  const held = (await touchedBy(unit, [of.entry])).map((touched) => touched.held);
  const trips = await Promise.all(held.map((each) => unit.positions.last(accountId, each)));
  return {
    movementId: ledgerEntryId(movementId),
    time: of.time,
    currencies: [cash, cost, ...trips].flatMap((each) => each?.currency ?? []),
    held,
  };
}

/** Of one of its accounts, or carried to one of them. */
async function isIn(
  unit: Repositories,
  { id }: Portfolio,
  { accountId, rated }: { readonly accountId: AccountId; readonly rated: RatedMovement },
): Promise<boolean> {
  const own = await unit.accounts.get(accountId);
  if (own.portfolioId === id) return true;
  const linked = await linkedWith(
    unit,
    rated.held.map((held) => ({ accountId, held })),
  );
  const accounts = await Promise.all(linked.map((touched) => unit.accounts.get(touched.accountId)));
  return accounts.some(({ portfolioId }) => portfolioId === id);
}
