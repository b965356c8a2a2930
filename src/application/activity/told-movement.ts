import { baseOf } from '#src/application/orders/held-legs.ts';
import type { Asset } from '#src/domain/balance-movements.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { isInstrument, type EnteredMovement, type MovementProblem } from '#src/domain/entered-movement.ts';
import { heldCoin } from '#src/domain/held.ts';
import type { AccountId, Currency, InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { importedShare } from '#src/domain/pair-of-coin.ts';
import { quoteCurrencies } from '#src/domain/quote-currencies.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** As it is asked for: instruments by their ids. */
export type AskedMovement = Omit<EnteredMovement, 'asset' | 'into' | 'on'> & {
  readonly asset: Asset;
  readonly into: { readonly instrumentId: InstrumentId; readonly quantity: Decimal } | undefined;
  readonly on: InstrumentId | undefined;
};

type Told = { readonly movement: EnteredMovement; readonly unknown: readonly MovementProblem[] };

/**
 * With its instruments, and which of its assets the record does not know. A share may be new where `mayBeNew` says so: it
 * is recorded then.
 */
export async function toldMovement(
  read: Repositories,
  asked: AskedMovement,
  mayBeNew: boolean,
): Promise<Told> {
  const { accountId, cost } = asked;
  const base = await baseOf(read, accountId);
  const unknown: MovementProblem[] = [];
  const instrumentOf = async (
    id: InstrumentId,
    field: MovementProblem['field'],
    settle: Currency,
  ): Promise<Instrument> => {
    const known = await read.instruments.find(id);
    if (known !== undefined) return known;
    const share = importedShare(id, settle);
    if (mayBeNew && share.id === id) await read.instruments.saveMany([share]);
    else unknown.push({ field, code: 'UNKNOWN_ASSET' });
    return share;
  };
  const asset =
    asked.asset.kind === 'currency'
      ? asked.asset.currency
      : await instrumentOf(asked.asset.instrumentId, 'asset', cost?.currency ?? base);
  const settle = isInstrument(asset) ? asset.settle : base;
  const into = asked.into && {
    quantity: asked.into.quantity,
    instrument: await instrumentOf(asked.into.instrumentId, 'into', settle),
  };
  const on = asked.on && (await instrumentOf(asked.on, 'on', isInstrument(asset) ? asset.settle : asset));
  if (!isInstrument(asset) && !mayBeNew && !(await isKnown(read, accountId, asset, base)))
    unknown.push({ field: 'asset', code: 'UNKNOWN_ASSET' });
  return { movement: { ...asked, asset, into, on }, unknown };
}

async function isKnown(
  { ledger, instruments }: Repositories,
  account: AccountId,
  asset: Currency,
  base: Currency,
): Promise<boolean> {
  if (heldCoin(asset, base) === undefined || quoteCurrencies.includes(asset)) return true;
  if ((await ledger.coinsOf(account)).includes(asset)) return true;
  return (await instruments.ofCoin(asset)).length > 0;
}
