import type { Decimal } from './decimal.ts';
import type { Fill } from './fill.ts';
import type { Currency, InstrumentId } from './ids.ts';
import type { Instrument } from './instrument.ts';
import { entriesOfFill, type LedgerEntry } from './ledger.ts';

/**
 * What an account can hold an amount of. A coin is a currency, whether it was paid in or bought as a pair; what is no pair,
 * as a share or a contract, is held by instrument.
 */
export type Asset =
  | { readonly kind: 'currency'; readonly currency: Currency }
  | { readonly kind: 'instrument'; readonly instrumentId: InstrumentId };

/** Names an asset in one text: no currency reads like an instrument's id of another venue. */
export function assetKey(asset: Asset): string {
  return asset.kind === 'currency' ? `currency ${asset.currency}` : `instrument ${asset.instrumentId}`;
}

/** What a quantity of an instrument is an amount of. */
export function assetOf({ kind, base, id }: Pick<Instrument, 'kind' | 'base' | 'id'>): Asset {
  return kind === 'spot' ? { kind: 'currency', currency: base } : { kind: 'instrument', instrumentId: id };
}

/** A change of what an account holds of one asset. */
export type AssetChange = { readonly asset: Asset; readonly amount: Decimal };

/** The fee of a fill is a change of its own. A margined fill's profit is none of the fill alone: see `settled-results.ts`. */
export function changesOfFill(fill: Fill, instrument: Instrument): readonly AssetChange[] {
  return entriesOfFill(fill, instrument).flatMap((entry) => changesOfEntry(entry, instrument));
}

/** `instrument` is the entry's; without it a quantity cannot be told from another. */
export function changesOfEntry(
  { cash, quantity }: Pick<LedgerEntry, 'cash' | 'quantity'>,
  instrument: Instrument | undefined,
): readonly AssetChange[] {
  const changes: AssetChange[] = [];
  if (cash !== undefined)
    changes.push({ asset: { kind: 'currency', currency: cash.currency }, amount: cash.amount });
  if (quantity !== undefined && instrument !== undefined)
    changes.push({ asset: assetOf(instrument), amount: quantity });
  return changes;
}
