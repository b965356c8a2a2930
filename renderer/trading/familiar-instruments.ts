import type { InstrumentInfo } from '#src/contract/market.ts';

const symbols = [
  'BTCUSDT',
  'ETHUSDT',
  'SOLUSDT',
  'BNBUSDT',
  'XRPUSDT',
  'DOGEUSDT',
  'ADAUSDT',
  'LINKUSDT',
  'NKNUSDT',
];

/** What most traders look at first, in that order. */
export function familiarInstruments(instruments: readonly InstrumentInfo[]): readonly InstrumentInfo[] {
  return symbols.flatMap((symbol) =>
    instruments.filter((instrument) => instrument.symbol.replaceAll(/[/-]/g, '') === symbol),
  );
}
