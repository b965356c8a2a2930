import { rateInto } from '#src/application/portfolio/value-portfolio.ts';
import type { CallOutput, CallRequest } from '#src/contract/contract.ts';
import { mostEntries } from '#src/contract/entries.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, heldId, positionId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import type { RateOf } from '#src/domain/valuation.ts';
import type { FigureOf, ReadEntries } from '#src/ports/entries-reader.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export type EntryCalls = 'portfolio.entries';

/** The entries that a figure is made of. */
export function createEntryHandlers(current: CurrentWorkspace): Pick<Handlers, EntryCalls> {
  return {
    'portfolio.entries': within(
      current,
      async ({ groups, valuations, values }, input: CallRequest<'portfolio.entries'>) => {
        const { portfolioId, figure, of } = input;
        const valued = valuations.latest().find(({ record }) => record.portfolio.id === portfolioId);
        if (valued === undefined) return notFound('portfolio', portfolioId);
        const { portfolio, accounts } = valued.record;
        const wanted = of.kind === 'portfolio' ? undefined : of.accountId;
        const read = await groups.readEntries({
          accountIds: accounts.map(({ id }) => id).filter((id) => id === (wanted ?? id)),
          base: portfolio.baseCurrency,
          figure,
          of: figureOf(of),
          most: mostEntries,
        });
        const { entries, sums, worth, ...told } = read;
        const isMoney = figure === 'realised' || figure === 'fees';
        return ok({
          ...told,
          currency: portfolio.baseCurrency,
          entries: [...entries],
          sums: [...sums],
          worth: isMoney ? atNow(sums, rateInto(values, portfolio)) : ofThen(worth),
        });
      },
    ),
  };
}

function figureOf(of: CallRequest<'portfolio.entries'>['of']): FigureOf {
  switch (of.kind) {
    case 'portfolio':
      return of;
    case 'asset':
      return {
        kind: of.kind,
        asset:
          of.asset.kind === 'currency'
            ? { kind: 'currency', currency: currency(of.asset.currency) }
            : of.asset,
      };
    case 'position':
      return { kind: of.kind, positionId: positionId(of.positionId), held: heldId(of.held) };
  }
}

type Worth = CallOutput<'portfolio.entries'>['worth'];

function ofThen(worth: string | undefined): Worth {
  return worth === undefined ? undefined : { known: worth, withoutRate: [] };
}

/** As the portfolio's own sums are: at the rates of now. */
function atNow(sums: ReadEntries['sums'], rateOf: RateOf): Worth {
  const rated = sums.map(({ unit, amount }) => ({ unit, amount, rate: rateOf(currency(unit)) }));
  return {
    known: Decimal.sum(
      rated.flatMap(({ amount, rate }) => (rate === undefined ? [] : Decimal.from(amount).times(rate))),
    ).toString(),
    withoutRate: rated.flatMap(({ unit, rate }) => (rate === undefined ? unit : [])),
  };
}
