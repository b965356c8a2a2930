import { currency, instrumentId, venueId } from '#src/domain/ids.ts';
import { instrumentKinds, settlementProblem, type Instrument } from '#src/domain/instrument.ts';
import type { InstrumentRow } from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';
import { rulesIn, rulesText } from './trading-rules-text.ts';
import { decimalIn, decimalText, flagIn, nameIn, oneOf, optionalDecimalIn, refuse } from './row-values.ts';

export const kindIn = oneOf('instruments.kind', instrumentKinds);

/** Throws a RepositoryError for one whose prices make no amounts, as `instrumentFromRow` does. */
export function instrumentToRow(instrument: Instrument): InstrumentRow {
  checkSettlement(instrument);
  return {
    id: instrument.id,
    venue: instrument.venue,
    symbol: instrument.symbol,
    kind: instrument.kind,
    base: instrument.base,
    quote: instrument.quote,
    settle: instrument.settle,
    tick_size: decimalText(instrument.tickSize),
    lot_size: decimalText(instrument.lotSize),
    min_quantity: decimalText(instrument.minQuantity),
    max_quantity: decimalText(instrument.maxQuantity),
    min_notional: decimalText(instrument.minNotional),
    multiplier: decimalText(instrument.multiplier),
    tradable: Number(instrument.tradable),
    rules: rulesText(instrument.rules),
  };
}

export function instrumentFromRow(row: InstrumentRow): Instrument {
  const instrument: Instrument = {
    id: instrumentId(row.id),
    venue: venueId(row.venue),
    symbol: nameIn(row.symbol),
    kind: kindIn(row.kind),
    base: currency(row.base),
    quote: currency(row.quote),
    settle: currency(row.settle),
    tickSize: decimalIn('instruments.tick_size', row.tick_size),
    lotSize: decimalIn('instruments.lot_size', row.lot_size),
    minQuantity: optionalDecimalIn('instruments.min_quantity', row.min_quantity),
    maxQuantity: optionalDecimalIn('instruments.max_quantity', row.max_quantity),
    minNotional: optionalDecimalIn('instruments.min_notional', row.min_notional),
    multiplier: decimalIn('instruments.multiplier', row.multiplier),
    tradable: flagIn('instruments.tradable', row.tradable),
    // A migration reads rows of before there was the column.
    rules: rulesIn('instruments.rules', row.rules ?? null),
  };
  checkSettlement(instrument);
  return instrument;
}

function checkSettlement(instrument: Instrument): void {
  const problem = settlementProblem(instrument);
  if (problem === undefined) return;
  const { symbol, base, quote, settle } = instrument;
  const currencies = problem === 'QUANTO' ? `neither ${base} nor ${quote}` : `not ${quote}`;
  refuse('instruments.settle', settle, `${currencies}: nothing is made of prices of ${nameIn(symbol)}`);
}
