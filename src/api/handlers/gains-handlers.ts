import type { CallRequest } from '#src/contract/contract.ts';
import { endOfDate } from '#src/domain/trading-day.ts';
import { createCalendar } from '#src/domain/wall-clock.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export type GainsCalls = Extract<keyof Handlers, 'portfolio.gains'>;

/** What sales brought, lot by lot. */
export function createGainsHandlers(current: CurrentWorkspace): Pick<Handlers, GainsCalls> {
  return {
    'portfolio.gains': within(current, async (workspace, input: CallRequest<'portfolio.gains'>) => {
      const { accounts, gains, store, valuations } = workspace;
      const { portfolioId, year, methods, skip, most } = input;
      const portfolios = await store.read.portfolios.list();
      if (!portfolios.some(({ id }) => id === portfolioId)) return notFound('portfolio', portfolioId);
      const accountIds = accounts
        .all()
        .filter(
          (account) => account.portfolioId === portfolioId && account.id === (input.accountId ?? account.id),
        )
        .map(({ id }) => id);
      const { zone } = valuations.dayRule();
      const read = await gains.read({
        accountIds,
        from: yearBegin(year, zone),
        to: yearBegin(year + 1, zone),
        zone,
        methods: methods
          .map((each) => ({ ...each, from: yearBegin(each.year, zone) }))
          .toSorted((one, other) => one.from - other.from),
        skip,
        most,
      });
      const { rows } = await store.read.trades.page({ accountIds }, 'ascending', { limit: 1 });
      const firstYear = rows[0] && Number(createCalendar(zone)(rows[0].time).slice(0, 4));
      return ok({ ...read, disposals: [...read.disposals], sums: [...read.sums], zone, firstYear });
    }),
  };
}

function yearBegin(year: number, zone: string): number {
  return endOfDate(`${String(year - 1).padStart(4, '0')}-12-31`, zone);
}
