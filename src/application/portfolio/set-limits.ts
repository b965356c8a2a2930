import type { Publish } from '#src/application/changes.ts';
import type { Portfolio } from '#src/domain/account.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { changeLimits, type InvalidLimits, type LimitChange } from '#src/domain/risk-limits.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

type SetLimitsNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly publish: Publish;
};

export type SetLimitsError = NotFound<'portfolio'> | InvalidLimits;

/** The trader's decision, with what it replaced in the audit trail. The gate reads the limits at each request. */
export async function setLimits(
  { store, clock, publish }: SetLimitsNeeds,
  id: string,
  changes: readonly LimitChange[],
): Promise<Result<Portfolio, SetLimitsError>> {
  await using unit = await store.begin();
  const { portfolios, audit } = unit.repositories;
  const before = (await portfolios.list()).find((other) => other.id === id);
  if (before === undefined) return err({ code: 'NOT_FOUND', what: 'portfolio', id });
  const changed = changeLimits(before.limits, changes);
  if (!changed.ok) return changed;
  const portfolio = { ...before, limits: changed.value };
  await portfolios.setLimits(portfolio.id, portfolio.limits);
  await audit.append({
    time: clock.now(),
    actor: 'trader',
    action: 'changed',
    subject: `limits of portfolio ${id}`,
    detail: JSON.stringify(
      changes.map(({ limit }) => ({ limit, from: before.limits[limit], to: portfolio.limits[limit] })),
    ),
  });
  await unit.commit();
  publish([{ type: 'portfolioChanged', portfolio }]);
  return ok(portfolio);
}
