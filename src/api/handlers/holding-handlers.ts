import type { AssetHolding } from '#src/application/portfolio/holdings.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import type { HoldingInfo } from '#src/contract/holdings.ts';
import { assetKey } from '#src/domain/balance-movements.ts';
import { inText } from '#src/domain/in-text.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export type HoldingCalls = 'portfolio.holdings';

/** What is held, by asset. */
export function createHoldingHandlers(current: CurrentWorkspace): Pick<Handlers, HoldingCalls> {
  return {
    'portfolio.holdings': within(
      current,
      async ({ holdings, valuations }, input: CallRequest<'portfolio.holdings'>) => {
        const { portfolioId } = input;
        const valued = valuations.latest().find(({ record }) => record.portfolio.id === portfolioId);
        if (valued === undefined) return notFound('portfolio', portfolioId);
        const { isWhole, rows } = await holdings.of(valued);
        const currency = valued.record.portfolio.baseCurrency;
        return ok({ isWhole, currency, rows: rows.map(presentHolding) });
      },
    ),
  };
}

function presentHolding({ position, result, income, ...row }: AssetHolding): HoldingInfo {
  return {
    ...inText(row),
    ...(result && inText(result)),
    id: `${row.accountId} ${row.isMoney ? 'money' : 'held'} ${assetKey(row.asset)}`,
    positionId: position?.id,
    income: income?.known.toString(),
    incomeUnrated: income?.unrated ?? 0,
  };
}
