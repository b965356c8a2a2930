import type { Fill } from '#src/domain/fill.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { TradeRepository } from '#src/ports/trade-repository.ts';

/** The fills of one instrument in the order in which they fold. */
export async function fillsOf(
  trades: Pick<TradeRepository, 'inFoldOrder'>,
  account: AccountId,
  instrument: InstrumentId,
): Promise<readonly Fill[]> {
  const fills: Fill[] = [];
  const of = { instruments: [instrument], coin: undefined };
  for await (const legs of trades.inFoldOrder(account, of))
    fills.push(...legs.flatMap((leg) => (leg.source === 'ledger' ? [] : [leg])));
  return fills;
}
