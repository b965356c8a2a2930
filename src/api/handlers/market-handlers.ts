import type { CallRequest } from '#src/contract/contract.ts';
import { venueOf } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { inText } from '#src/domain/in-text.ts';
import { presentCandle } from '#src/api/present/present-market.ts';
import { loadCandles } from '#src/application/market/load-candles.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export function createMarketHandlers(
  current: CurrentWorkspace,
): Pick<Handlers, 'instruments.list' | 'market.candles'> {
  return {
    // What the venue asks beside is judged here: the screen is told by the problems of an order.
    'instruments.list': within(current, async ({ session }) =>
      ok(session.catalogue.list().map((instrument) => inText({ ...instrument, rules: undefined }))),
    ),
    'market.candles': within(
      current,
      async ({ session, feeds, files, log }, input: CallRequest<'market.candles'>) => {
        const id = input.instrumentId;
        if (session.catalogue.find(id) === undefined) return notFound('instrument', id);
        const request = { instrumentId: id, interval: input.interval, from: input.from, to: input.to };
        const needs = { feed: feeds.get(venueOf(id)), stored: files.market, log };
        const loaded = await loadCandles(needs, request);
        const { candles, source, asking } = loaded;
        return ok({ candles: candles.map(presentCandle), source, asking });
      },
    ),
  };
}
