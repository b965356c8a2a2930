import type { AccountId, Currency } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** What an account has ever had an amount of; of instruments those that are no pairs, each by itself. */
export type KnownAssets = {
  readonly currencies: readonly Currency[];
  readonly instruments: readonly Instrument[];
};

/** By the sums that are kept: however long the history is. */
export async function assetsOf(
  { ledger, positions, instruments }: Pick<Repositories, 'ledger' | 'positions' | 'instruments'>,
  account: AccountId,
): Promise<KnownAssets> {
  const cash = (await ledger.cash(account)).map(({ currency }) => currency);
  const trips = [...(await positions.active([account])), ...(await positions.sums([account]))];
  const traded: Instrument[] = [];
  for (const id of new Set(trips.map(({ instrumentId }) => instrumentId)))
    traded.push(await instruments.get(id));
  const pairs = traded.filter(({ kind }) => kind === 'spot');
  const currencies = new Set([
    ...cash,
    ...traded.map(({ settle }) => settle),
    ...pairs.map(({ base }) => base),
  ]);
  return {
    currencies: [...currencies].toSorted(),
    instruments: traded.filter(({ kind }) => kind !== 'spot'),
  };
}
