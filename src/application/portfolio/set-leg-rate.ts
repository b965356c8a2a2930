import type { Change } from '#src/application/changes.ts';
import { foldHolding } from '#src/application/orders/book-fills.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { heldCoin, heldIn } from '#src/domain/held.ts';
import { fillId, type AccountId, type Currency, type HeldId, type InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { RateProblem } from '#src/domain/paid-in.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
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
  readonly instrumentId: InstrumentId;
  /** Of the fill. */
  readonly movementId: string;
  readonly currency: Currency;
  readonly into: Currency;
  readonly rate: Decimal;
};

type SetLegRateError =
  | NotFound<'portfolio' | 'movement'>
  | { readonly code: 'INVALID_RATE'; readonly problem: RateProblem };

/** The trader says what a fill was paid in, or its fee, was worth at its moment, where nobody has said it before. */
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
  { portfolioId, accountId, instrumentId, movementId, currency, into, rate }: GivenLegRate,
): Promise<Result<readonly Change[], SetLegRateError>> {
  const { portfolios, accounts, trades, instruments, rates, audit } = unit;
  const portfolio = (await portfolios.list()).find(({ id }) => id === portfolioId);
  if (portfolio === undefined) return err({ code: 'NOT_FOUND', what: 'portfolio', id: portfolioId });
  const account = (await accounts.list()).find(({ id }) => id === accountId);
  const fill = await trades.find(accountId, instrumentId, fillId(movementId));
  const instrument = fill && (await instruments.get(instrumentId));
  const isOfIt =
    account?.portfolioId === portfolio.id &&
    (currency === instrument?.settle || currency === fill?.fee?.currency) &&
    currency !== into;
  if (fill === undefined || instrument === undefined || !isOfIt)
    return err({ code: 'NOT_FOUND', what: 'movement', id: movementId });
  if ((await rates.of(fill.id, currency, into)) !== undefined)
    return err({ code: 'INVALID_RATE', problem: 'SET_ELSEWHERE' });
  const revises = await wasCounted(unit, portfolio, fill);
  const known = { rate, source: 'trader', pricedBy: undefined, recordedAt: now, revises } as const;
  await rates.append([{ movementId: fill.id, accountId, currency, into, ...known }]);
  await audit.append({
    time: now,
    actor: 'trader',
    action: 'changed',
    subject: `rate of movement ${fill.id}`,
    detail: JSON.stringify({ currency, into, to: rate }),
  });
  const changes: Change[] = [];
  for (const held of heldByFill(fill, instrument, portfolio.baseCurrency))
    changes.push(...(await foldHolding(unit, { accountId, held })));
  return ok(changes);
}

/** What it traded, what that was paid in, and what its fee was taken out of. */
function heldByFill(fill: Fill, instrument: Instrument, base: Currency): ReadonlySet<HeldId> {
  const all = [
    heldIn(base, instrument),
    heldCoin(instrument.settle, base),
    fill.fee && heldCoin(fill.fee.currency, base),
  ];
  return new Set(all.filter((held) => held !== undefined));
}
