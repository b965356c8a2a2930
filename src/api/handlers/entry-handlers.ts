import type { CallRequest } from '#src/contract/contract.ts';
import { mostEntries } from '#src/contract/entries.ts';
import { currency, heldId, positionId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import type { FigureOf } from '#src/ports/entries-reader.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export type EntryCalls = 'portfolio.entries';

/** The entries that a figure is made of. */
export function createEntryHandlers(current: CurrentWorkspace): Pick<Handlers, EntryCalls> {
  return {
    'portfolio.entries': within(
      current,
      async ({ groups, valuations }, input: CallRequest<'portfolio.entries'>) => {
        const { portfolioId, figure, of } = input;
        const valued = valuations.latest().find(({ record }) => record.portfolio.id === portfolioId);
        if (valued === undefined) return notFound('portfolio', portfolioId);
        const { portfolio, accounts } = valued.record;
        const wanted = of.accountId;
        const read = await groups.readEntries({
          accountIds: accounts.map(({ id }) => id).filter((id) => id === (wanted ?? id)),
          base: portfolio.baseCurrency,
          figure,
          of: figureOf(of),
          most: mostEntries,
        });
        const { entries, sums, ...told } = read;
        return ok({
          ...told,
          currency: portfolio.baseCurrency,
          entries: [...entries],
          sums: [...sums],
        });
      },
    ),
  };
}

function figureOf({ asset, positionId: id, held }: CallRequest<'portfolio.entries'>['of']): FigureOf {
  if (id !== undefined && held !== undefined)
    return { kind: 'position', positionId: positionId(id), held: heldId(held) };
  if (asset === undefined) return { kind: 'portfolio' };
  return {
    kind: 'asset',
    asset: asset.kind === 'currency' ? { ...asset, currency: currency(asset.currency) } : asset,
  };
}
