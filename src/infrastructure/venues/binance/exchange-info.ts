import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { currency, instrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { unseen } from '#src/domain/unseen.ts';
import { binance } from './binance-config.ts';

const decimal = z.string().transform((text, context) => {
  const value = Decimal.parse(text);
  if (value !== undefined) return value;
  context.addIssue(`"${text.slice(0, 40)}" is not a decimal number`);
  return z.NEVER;
});
const positive = decimal.refine((value) => value.isPositive(), 'must be positive');

const priceFilter = z.object({ filterType: z.literal('PRICE_FILTER'), tickSize: positive });
const lotSize = z.object({
  filterType: z.literal('LOT_SIZE'),
  minQty: decimal,
  maxQty: decimal,
  stepSize: positive,
});
/** MIN_NOTIONAL was replaced by NOTIONAL; a symbol has one of them or none. */
const notional = z.object({ filterType: z.enum(['NOTIONAL', 'MIN_NOTIONAL']), minNotional: decimal });

/** In any script. */
const name = z.string().regex(new RegExp(`^[^${unseen}]+$`, 'u'));

const symbolSchema = z.object({
  symbol: name,
  status: z.string(),
  baseAsset: name,
  quoteAsset: name,
  isSpotTradingAllowed: z.boolean().optional(),
  filters: z.array(z.looseObject({ filterType: z.string() })),
});
const infoSchema = z.object({ symbols: z.array(z.unknown()) });

type SkippedSymbol = { readonly symbol: string; readonly reason: string };

export type ExchangeInfo = {
  readonly instruments: readonly Instrument[];
  /** Symbols that do not read as expected: left out, so that one of them does not hide all the others. */
  readonly skipped: readonly SkippedSymbol[];
};

/** Undefined when the answer as a whole is no exchange information. */
export function parseExchangeInfo(body: unknown): ExchangeInfo | undefined {
  const info = infoSchema.safeParse(body);
  if (!info.success) return undefined;
  const instruments = new Map<string, Instrument>();
  const skipped: SkippedSymbol[] = [];
  for (const entry of info.data.symbols) {
    try {
      const instrument = parseSymbol(entry);
      if (instruments.has(instrument.id)) throw new TypeError('listed twice');
      instruments.set(instrument.id, instrument);
    } catch (error) {
      skipped.push({ symbol: nameOf(entry), reason: reasonOf(error) });
    }
  }
  return { instruments: [...instruments.values()], skipped };
}

/** Throws on a surprise: a ZodError, or a TypeError of an id. */
function parseSymbol(entry: unknown): Instrument {
  const { symbol, status, baseAsset, quoteAsset, isSpotTradingAllowed, filters } = symbolSchema.parse(entry);
  const filterOf = (...types: string[]) => filters.find(({ filterType }) => types.includes(filterType));
  const price = priceFilter.parse(filterOf('PRICE_FILTER'));
  const lot = lotSize.parse(filterOf('LOT_SIZE'));
  const minimum = filterOf('NOTIONAL', 'MIN_NOTIONAL');
  return {
    id: instrumentId(`${binance}:${symbol}`),
    venue: binance,
    symbol,
    kind: 'spot',
    base: currency(baseAsset),
    quote: currency(quoteAsset),
    settle: currency(quoteAsset),
    tickSize: price.tickSize,
    lotSize: lot.stepSize,
    minQuantity: limit(lot.minQty),
    maxQuantity: limit(lot.maxQty),
    minNotional: minimum === undefined ? undefined : limit(notional.parse(minimum).minNotional),
    multiplier: Decimal.one,
    tradable: status === 'TRADING' && isSpotTradingAllowed !== false,
  };
}

/** The venue writes 0 for a limit that is switched off. */
function limit(value: Decimal): Decimal | undefined {
  return value.isPositive() ? value : undefined;
}

function nameOf(entry: unknown): string {
  const named = z.object({ symbol: z.string() }).safeParse(entry);
  return named.success ? named.data.symbol : 'unnamed';
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  }
  if (error instanceof TypeError) return error.message;
  throw error;
}
