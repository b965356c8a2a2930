import { chooseLots } from '#src/application/portfolio/choose-lots.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { endOfDate } from '#src/domain/trading-day.ts';
import { createCalendar } from '#src/domain/wall-clock.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { heldId, type AccountId } from '#src/domain/ids.ts';
import type { LotChoice } from '#src/domain/named-lots.ts';
import type { MethodFrom } from '#src/ports/history-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export type GainsCalls = 'portfolio.gains' | 'portfolio.chooseLots';

/** What sales brought, lot by lot. */
export function createGainsHandlers(current: CurrentWorkspace): Pick<Handlers, GainsCalls> {
  return {
    'portfolio.gains': within(current, async (workspace, input: CallRequest<'portfolio.gains'>) => {
      const { accounts, gains, store, valuations } = workspace;
      const { portfolioId, year, methods, sale, tried, later, skip, most } = input;
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
        methods: methodsFrom(methods, zone),
        sale: sale && { ...sale, held: heldId(sale.held) },
        tried: tried && { ...tried, held: heldId(tried.held) },
        later,
        skip,
        most,
      });
      const first = await firstMoment(store.read, accountIds);
      const firstYear = first === undefined ? undefined : Number(createCalendar(zone)(first).slice(0, 4));
      const told = read.sale && { ...read.sale, lots: [...read.sale.lots] };
      return ok({
        ...read,
        disposals: [...read.disposals],
        sums: [...read.sums],
        later: read.later?.map((each) => ({ ...each, sums: [...each.sums] })),
        zone,
        firstYear,
        sale: told,
      });
    }),
    'portfolio.chooseLots': within(current, async (workspace, input: CallRequest<'portfolio.chooseLots'>) => {
      const { portfolioId, methods, choice } = input;
      const account = workspace.accounts.of(choice.accountId);
      if (account?.portfolioId !== portfolioId) return notFound('account', choice.accountId);
      const { zone } = workspace.valuations.dayRule();
      const chosen = await chooseLots(workspace, choiceOf(choice), methodsFrom(methods, zone));
      return chosen.ok ? ok({}) : chosen;
    }),
  };
}

/** When something was first traded or moved. */
async function firstMoment(
  { activity }: Pick<Repositories, 'activity'>,
  accountIds: readonly AccountId[],
): Promise<number | undefined> {
  const all = { accountIds, from: undefined, to: undefined };
  const filter = {
    entries: {
      ...all,
      types: undefined,
      asset: undefined,
      imported: undefined,
      note: undefined,
      corrected: false,
    },
    fills: { ...all, instrumentIds: undefined, sources: undefined },
  };
  const [first] = (await activity.page(filter, 'ascending', { limit: 1 })).rows;
  return first?.kind === 'entry' ? first.entry.time : first?.fill.time;
}

type Methods = CallRequest<'portfolio.gains'>['methods'];

function methodsFrom(methods: Methods, zone: string): readonly MethodFrom[] {
  return methods
    .map((each) => ({ ...each, from: yearBegin(each.year, zone) }))
    .toSorted((one, other) => one.from - other.from);
}

function choiceOf({ lots, held, ...sale }: CallRequest<'portfolio.chooseLots'>['choice']): LotChoice {
  const named = lots.map(({ openedBy, quantity }) => ({ openedBy, quantity: Decimal.from(quantity) }));
  return { ...sale, held: heldId(held), lots: named };
}

function yearBegin(year: number, zone: string): number {
  return endOfDate(`${String(year - 1).padStart(4, '0')}-12-31`, zone);
}
