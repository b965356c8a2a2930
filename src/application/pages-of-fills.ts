import type { Fill } from '#src/domain/fill.ts';
import type { FillFilter, TradeRepository } from '#src/ports/trade-repository.ts';

/** All fills that match, the oldest first. */
export async function* pagesOfFills(
  trades: Pick<TradeRepository, 'page'>,
  filter: FillFilter,
  limit: number,
): AsyncIterable<readonly Fill[]> {
  let after: string | undefined;
  do {
    const page = await trades.page(filter, 'ascending', { limit, after });
    yield page.rows;
    after = page.next;
  } while (after !== undefined);
}
