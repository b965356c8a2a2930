import { Decimal } from '#src/domain/decimal.ts';
import { importedInstrumentId, importVenue } from '#src/domain/pair-of-coin.ts';
import { contractKey } from '#src/domain/imported-fill.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { TalliedSymbol } from './import-tally.ts';

/** What a portfolio would be measured in by its fills: what most are in, a pair's quote, a share's own or its fee's. */
export function currencyOfFills(symbols: readonly TalliedSymbol[]): Currency {
  const counts = new Map<string, number>();
  for (const { traded, priceCurrency, feeCurrency, fills } of symbols) {
    const named = traded.pair?.quote ?? priceCurrency ?? feeCurrency;
    if (named !== undefined) counts.set(named, (counts.get(named) ?? 0) + fills);
  }
  const [most] = [...counts].toSorted(([, left], [, right]) => right - left);
  return currency(most === undefined ? 'USD' : most[0]);
}

/**
 * The instrument of one symbol's fills. A known one keeps what it is; its tick and lot get finer where the fills
 * have more digits. A share is in the currency of its prices, else of its fees, else in `otherwise`. A contract is what its
 * file says, and one of its name with other terms is another.
 */
export function instrumentOf(
  tallied: TalliedSymbol,
  known: Instrument | undefined,
  otherwise: Currency,
): Instrument {
  const { traded, priceCurrency, feeCurrency, contract, pricePlaces, quantityPlaces } = tallied;
  const tickSize = Decimal.from(`1e-${pricePlaces}`);
  const lotSize = Decimal.from(`1e-${quantityPlaces}`);
  const quote =
    traded.pair === undefined ? (priceCurrency ?? feeCurrency ?? otherwise) : currency(traded.pair.quote);
  if (known !== undefined && isOf(known, tallied, quote)) {
    return {
      ...known,
      tickSize: Decimal.min(known.tickSize, tickSize),
      lotSize: Decimal.min(known.lotSize, lotSize),
    };
  }
  // The same ticker in another currency is another listing: its prices must not mix with the first one's.
  const symbol = known === undefined ? traded.symbol : `${traded.symbol}.${otherwiseNamed(tallied, quote)}`;
  return {
    id: importedInstrumentId(symbol),
    venue: importVenue,
    symbol,
    kind: traded.pair === undefined ? 'equity' : 'spot',
    base: currency(traded.pair?.base ?? symbol),
    quote,
    settle: quote,
    multiplier: Decimal.one,
    ...contract,
    tickSize,
    lotSize,
    minQuantity: undefined,
    maxQuantity: undefined,
    minNotional: undefined,
    tradable: false,
  };
}

function isOf(known: Instrument, { contract, priceCurrency }: TalliedSymbol, quote: Currency): boolean {
  if (contract !== undefined) return contractKey(contract) === contractKey(known);
  const isTradedItself = known.kind === 'spot' || known.kind === 'equity';
  return isTradedItself && (priceCurrency === undefined || known.quote === quote);
}

/** What tells it from one of its name. */
function otherwiseNamed({ contract }: TalliedSymbol, quote: Currency): string {
  if (contract === undefined) return quote;
  return [contract.kind, contract.settle, contract.multiplier.toString()].join('-').toUpperCase();
}
