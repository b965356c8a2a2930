import type { chart as english } from '#renderer/words/en/chart.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const chart: Translated<typeof english> = {
  stored: 'Gespeicherte Daten',
  storedHint: 'Der Handelsplatz konnte nicht gefragt werden: Diese Kerzen sind die des Arbeitsbereichs',
  candlesOf: '{symbol}, Kerzen von {interval}',
  loading: 'Kerzen werden geladen …',
  none: 'Von {symbol} ist keine Kerze gespeichert, und der Handelsplatz hat keine für diese Zeit. Trades zeichnen die erste.',
  noneStored:
    'Von {symbol} ist keine Kerze gespeichert, und der Handelsplatz ließ sich für diese Zeit nicht fragen.',
  loadAgain: 'Erneut laden',
  candle: 'Kerze',
  open: 'E',
  high: 'H',
  low: 'T',
  close: 'S',
  volume: 'Vol',
  forming: 'Die Kerze ist nicht beendet: Mindestens so viel wurde in ihr gehandelt',
  noSymbol:
    'Es ist kein Symbol gewählt. Klicken Sie eines in der Watchlist oder einer Tabelle an, und sein Chart erscheint hier.',
  interval: 'Intervall',
  line: '{side, select, BUY {Kauf} other {Verkauf}} {quantity}',
  stopLine: '{side, select, BUY {Kauf} other {Verkauf}} {quantity} Stop',
  entry: 'Einstieg {quantity}',
  stopLoss: 'Stop-Loss, eine Notiz',
  takeProfit: 'Take-Profit, eine Notiz',
  ofAccount: '{account}: {line}',
  loadingCandles: 'Kerzen laden',
  chartsBy: 'Charts von TradingView',
};
