import { previewBase } from '#src/application/portfolio/preview-base.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { currency, portfolioId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export type BaseCurrencyCalls =
  | 'portfolio.baseChanges'
  | 'portfolio.previewBase'
  | 'portfolio.changeBase'
  | 'portfolio.keepBase';

export function createBaseCurrencyHandlers(current: CurrentWorkspace): Pick<Handlers, BaseCurrencyCalls> {
  return {
    'portfolio.baseChanges': within(
      current,
      async ({ store }, { portfolioId: id }: CallRequest<'portfolio.baseChanges'>) => {
        const isKnown = (await store.read.portfolios.list()).some((portfolio) => portfolio.id === id);
        if (!isKnown) return notFound('portfolio', id);
        const changes = await store.read.baseChanges.of(portfolioId(id));
        return ok(
          changes.map(({ from, to, askedAt, made, after }) => ({
            from,
            to,
            askedAt,
            madeAt: made?.at,
            before: made?.before,
            after,
          })),
        );
      },
    ),
    'portfolio.previewBase': within(
      current,
      async (workspace, { portfolioId: id, to }: CallRequest<'portfolio.previewBase'>) => {
        const preview = await previewBase(workspace, portfolioId(id), currency(to));
        return preview === undefined
          ? notFound('portfolio', id)
          : ok({ ...preview, unrated: [...preview.unrated] });
      },
    ),
    'portfolio.changeBase': within(
      current,
      async ({ baseChanges }, { portfolioId: id, to }: CallRequest<'portfolio.changeBase'>) => {
        const asked = await baseChanges.ask(id, currency(to));
        return asked.ok ? ok({}) : asked;
      },
    ),
    'portfolio.keepBase': within(
      current,
      async ({ baseChanges }, { portfolioId: id }: CallRequest<'portfolio.keepBase'>) => {
        const kept = await baseChanges.callOff(id);
        return kept.ok ? ok({}) : kept;
      },
    ),
  };
}
