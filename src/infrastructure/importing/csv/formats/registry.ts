import { binanceStatement } from './binance-statement.ts';
import { binanceConvert, binanceTrades } from './binance-trades.ts';
import { coinbase, coinbaseFills } from './coinbase.ts';
import type { Format } from './format.ts';
import { gemini } from './gemini.ts';
import { dhan, zerodha } from './indian-brokers.ts';
import { interactiveBrokers } from './interactive-brokers.ts';
import { krakenLedgers } from './kraken-ledgers.ts';
import { krakenTrades } from './kraken-trades.ts';
import { plainFills } from './plain-fills.ts';

/** Every export that is recognised by its header. */
export const formats: readonly Format[] = [
  plainFills,
  binanceTrades,
  binanceConvert,
  binanceStatement,
  coinbase,
  coinbaseFills,
  krakenTrades,
  krakenLedgers,
  interactiveBrokers,
  zerodha,
  dhan,
  gemini,
];
