import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import { unrecorded } from '#src/domain/reconciliation/unrecorded.ts';
import type { FilledAtVenue } from '#src/ports/exchange-client.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** Of the fills that the venue has of a market, those that the account has not. */
export async function missedFills(
  read: Pick<Repositories, 'trades'>,
  account: AccountId,
  instrument: InstrumentId,
  fills: readonly FilledAtVenue[],
): Promise<readonly FilledAtVenue[]> {
  const names = [...new Set(fills.map(({ venueTradeId }) => venueTradeId))];
  const bothSides = names.flatMap((name) => [name, `${name}/BUY`, `${name}/SELL`]);
  return unrecorded(fills, await read.trades.withNames(account, instrument, bothSides));
}
