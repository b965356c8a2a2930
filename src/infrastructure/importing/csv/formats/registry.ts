import type { FileProblem } from '#src/domain/file-problem.ts';
import { binanceStatement } from './binance-statement.ts';
import { binanceConvert, binanceTrades } from './binance-trades.ts';
import { bitfinex } from './bitfinex.ts';
import { bitstamp } from './bitstamp.ts';
import { bitvavo } from './bitvavo.ts';
import { bybit } from './bybit.ts';
import { coinbase, coinbaseFills } from './coinbase.ts';
import { cryptoCom } from './crypto-com.ts';
import { degiro } from './degiro.ts';
import { fidelity, fidelityAccounts } from './fidelity.ts';
import type { Format } from './format.ts';
import { freetrade } from './freetrade.ts';
import { gemini } from './gemini.ts';
import { dhan, zerodha } from './indian-brokers.ts';
import { interactiveBrokers } from './interactive-brokers.ts';
import { interactiveBrokersStatement } from './interactive-brokers-statement.ts';
import { krakenLedgers } from './kraken-ledgers.ts';
import { krakenTrades } from './kraken-trades.ts';
import { kucoin } from './kucoin.ts';
import { mexc } from './mexc.ts';
import { okxFunding, okxTrading } from './okx.ts';
import { plainFills } from './plain-fills.ts';
import { revolutCoins, revolutShares } from './revolut.ts';
import { robinhood } from './robinhood.ts';
import { schwab } from './schwab.ts';
import { swissquote } from './swissquote.ts';
import { tastytrade } from './tastytrade.ts';
import { tradeRepublic } from './trade-republic.ts';
import { trading212 } from './trading-212.ts';
import { webull } from './webull.ts';

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
  interactiveBrokersStatement,
  zerodha,
  dhan,
  gemini,
  bitvavo,
  bitfinex,
  bitstamp,
  kucoin,
  mexc,
  okxTrading,
  okxFunding,
  bybit,
  cryptoCom,
  revolutCoins,
  revolutShares,
  tradeRepublic,
  trading212,
  degiro,
  freetrade,
  robinhood,
  tastytrade,
  schwab,
  swissquote,
  webull,
  fidelity,
  fidelityAccounts,
];

/** Exports that do not say what an import needs, and what to export instead. */
export const insufficientExports: readonly (readonly [columns: readonly string[], problem: FileProblem])[] = [
  // Its amounts are in the currency of the account, at rates that it does not tell.
  [
    ['transactionhistory', 'transactiontype', 'grossamount', 'netamount'],
    { code: 'IBKR_TRANSACTION_HISTORY' },
  ],
  // What was bought stands in a sentence, in as many languages as it has customers, and what an exchange was for does not.
  ...['valuedate,description,change,balance', 'valutadatum,omschrijving,mutatie,saldo'].map(
    (columns) => [['isin', 'fx', ...columns.split(',')], { code: 'DEGIRO_ACCOUNT_STATEMENT' }] as const,
  ),
];
