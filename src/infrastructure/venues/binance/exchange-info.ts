import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import { currency, instrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { unseen } from '#src/domain/unseen.ts';
import { binance } from './binance-config.ts';
import { readFilters } from './filters.ts';

/** The venue lists some 3,000; an import takes as many as these. */
const mostSymbols = 20_000;
const longestName = 100;

/** In any script. */
const name = z
  .string()
  .max(longestName)
  .regex(new RegExp(`^[^${unseen}]+$`, 'u'));

const symbolSchema = z.object({
  symbol: name,
  status: z.string(),
  baseAsset: name,
  quoteAsset: name,
  isSpotTradingAllowed: z.boolean().optional(),
  /** Decimal places that the venue reads, where no step is asked for. */
  baseAssetPrecision: z.int().min(0).max(18).default(8),
  quotePrecision: z.int().min(0).max(18).default(8),
  filters: z.array(z.looseObject({ filterType: z.string() })),
});
const infoSchema = z.object({ symbols: z.array(z.unknown()), rateLimits: z.array(z.unknown()).default([]) });
const weightLimit = z.object({
  rateLimitType: z.literal('REQUEST_WEIGHT'),
  interval: z.literal('MINUTE'),
  intervalNum: z.literal(1),
  limit: z.int().positive(),
});

type SkippedSymbol = { readonly symbol: string; readonly reason: string };

export type ExchangeInfo = {
  readonly instruments: readonly Instrument[];
  /** Symbols that do not read as expected: left out, so that one of them does not hide all the others. */
  readonly skipped: readonly SkippedSymbol[];
  /** The request weight of one address a minute, where it is told. */
  readonly weightPerMinute: number | undefined;
};

/** Undefined when the answer as a whole is no exchange information. */
export function parseExchangeInfo(body: unknown): ExchangeInfo | undefined {
  const info = infoSchema.safeParse(body);
  if (!info.success) return undefined;
  const instruments = new Map<string, Instrument>();
  const skipped: SkippedSymbol[] = [];
  for (const entry of info.data.symbols) {
    try {
      if (instruments.size >= mostSymbols) throw new TypeError(`one of more than ${mostSymbols}`);
      const instrument = parseSymbol(entry);
      if (instruments.has(instrument.id)) throw new TypeError('listed twice');
      instruments.set(instrument.id, instrument);
    } catch (error) {
      skipped.push({ symbol: nameOf(entry), reason: reasonOf(error) });
    }
  }
  const [limit] = info.data.rateLimits.flatMap((entry) => weightLimit.safeParse(entry).data ?? []);
  return { instruments: [...instruments.values()], skipped, weightPerMinute: limit?.limit };
}

/** Throws on a surprise: a ZodError, or a TypeError of an id. */
function parseSymbol(entry: unknown): Instrument {
  const parsed = symbolSchema.parse(entry);
  const { symbol, status, baseAsset, quoteAsset, isSpotTradingAllowed, filters } = parsed;
  const { baseAssetPrecision, quotePrecision } = parsed;
  const read = readFilters(filters);
  return {
    id: instrumentId(`${binance}:${symbol}`),
    venue: binance,
    symbol,
    kind: 'spot',
    base: currency(baseAsset),
    quote: currency(quoteAsset),
    settle: currency(quoteAsset),
    tickSize: read.tickSize ?? smallest(quotePrecision),
    lotSize: read.lotSize ?? smallest(baseAssetPrecision),
    minQuantity: read.minQuantity,
    maxQuantity: read.maxQuantity,
    minNotional: read.minNotional,
    multiplier: Decimal.one,
    tradable: status === 'TRADING' && isSpotTradingAllowed !== false,
    rules: read.rules,
  };
}

function smallest(places: number): Decimal {
  return Decimal.from(`1e-${places}`);
}

function nameOf(entry: unknown): string {
  const named = z.object({ symbol: z.string() }).safeParse(entry);
  return named.success ? named.data.symbol.slice(0, longestName) : 'unnamed';
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  }
  if (error instanceof TypeError) return error.message;
  throw error;
}
