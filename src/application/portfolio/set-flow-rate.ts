import type { Decimal } from '#src/domain/decimal.ts';
import { ledgerEntryId } from '#src/domain/ids.ts';
import type { Flow, RateProblem } from '#src/domain/paid-in.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { wasCounted } from './was-counted.ts';

export type GivenRate = {
  readonly portfolioId: string;
  readonly movementId: string;
  /** As it was when the trader decided; undefined where none was known. */
  readonly seen: Decimal | undefined;
  readonly rate: Decimal;
};

export type SetFlowRateError =
  | NotFound<'portfolio' | 'movement'>
  | { readonly code: 'INVALID_RATE'; readonly problem: RateProblem };

/** The trader says what a deposit or withdrawal was worth at its moment. What was recorded before stays in the record. */
export async function setFlowRate(
  { store, clock }: { readonly store: RecordStore; readonly clock: Pick<Clock, 'now'> },
  { portfolioId, movementId, seen, rate }: GivenRate,
): Promise<Result<Flow, SetFlowRateError>> {
  if (!rate.isPositive()) return err({ code: 'INVALID_RATE', problem: 'NOT_POSITIVE' });
  await using unit = await store.begin();
  const { accounts, portfolios, rates, audit } = unit.repositories;
  const portfolio = (await portfolios.list()).find(({ id }) => id === portfolioId);
  if (portfolio === undefined) return err({ code: 'NOT_FOUND', what: 'portfolio', id: portfolioId });
  const into = portfolio.baseCurrency;
  const flow = await rates.flow(ledgerEntryId(movementId), into);
  const account = flow && (await accounts.get(flow.accountId));
  if (flow === undefined || account?.portfolioId !== portfolio.id)
    return err({ code: 'NOT_FOUND', what: 'movement', id: movementId });
  const before = flow.rate?.rate;
  const isAsSeen = before === undefined || seen === undefined ? before === seen : before.equals(seen);
  if (!isAsSeen) return err({ code: 'INVALID_RATE', problem: 'SET_ELSEWHERE' });
  const recordedAt = clock.now();
  const known = { rate, source: 'trader', pricedBy: undefined, recordedAt } as const;
  const { currency } = flow.cash;
  const revises = await wasCounted(unit.repositories, portfolio, flow);
  await rates.append([{ movementId: flow.id, accountId: flow.accountId, currency, into, revises, ...known }]);
  await audit.append({
    time: recordedAt,
    actor: 'trader',
    action: 'changed',
    subject: `rate of movement ${flow.id}`,
    detail: JSON.stringify({ currency, into, from: before, to: rate }),
  });
  await unit.commit();
  return ok({ ...flow, rate: known });
}
