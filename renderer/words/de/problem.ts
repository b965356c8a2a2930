import type { problem as english } from '#renderer/words/en/problem.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const problem: Translated<typeof english> = {
  NOT_A_NUMBER: 'Das ist keine Zahl.',
  QUANTITY_NOT_POSITIVE: 'Die Menge muss größer als null sein.',
  QUANTITY_OFF_LOT: 'Die Menge muss ein Vielfaches von {lot} sein.',
  QUANTITY_TOO_SMALL: 'Die kleinste Menge ist {minimum}.',
  QUANTITY_TOO_LARGE: 'In einer Order sind höchstens {maximum} möglich.',
  MARKET_QUANTITY_TOO_LARGE:
    'In einer Order zum Marktpreis sind höchstens {maximum} möglich. Eine Limit-Order kann mehr haben.',
  POSITION_TOO_LARGE:
    'Höchstens noch {room}: Der Handelsplatz erlaubt insgesamt {maximum}, offene Käufe mitgezählt.',
  POSITION_TOO_LARGE_full:
    'Der Handelsplatz erlaubt insgesamt {maximum}; mit den offenen Käufen ist das erreicht.',
  TOO_MANY_ORDERS:
    'Der Handelsplatz erlaubt {most, plural, one {# offene Order} other {# offene Orders}} in diesem Symbol. Stornieren Sie zuerst eine.',
  TOO_MANY_STOPS:
    'Der Handelsplatz erlaubt {most, plural, one {# wartenden Stop} other {# wartende Stops}} in diesem Symbol. Stornieren Sie zuerst einen.',
  TOO_MANY_AMENDMENTS:
    'Am Handelsplatz lässt sich eine Order {most, plural, one {einmal} other {#-mal}} verringern. Stornieren Sie sie, und geben Sie eine andere auf.',
  PRICE_TOO_LOW: 'Der niedrigste Preis ist {bound}.',
  PRICE_TOO_HIGH: 'Der höchste Preis ist {bound}.',
  PRICE_ABOVE_BAND:
    'Jetzt höchstens {bound}: das {times}-Fache des {basis, select, average {Durchschnittspreises} last {letzten Preises} other {Mittels von Bid und Ask}}.',
  PRICE_BELOW_BAND:
    'Jetzt mindestens {bound}: das {times}-Fache des {basis, select, average {Durchschnittspreises} last {letzten Preises} other {Mittels von Bid und Ask}}.',
  PRICE_NOT_POSITIVE: 'Der Preis muss größer als null sein.',
  PRICE_OFF_TICK: 'Preise gehen in Schritten von {tick}: {price}.',
  PRICE_OFF_TICK_two: 'Preise gehen in Schritten von {tick}: {below} oder {above}.',
  enterQuantity: 'Geben Sie eine Menge ein.',
  enterLimitPrice: 'Geben Sie einen Limit-Preis ein.',
  enterStopPrice: 'Geben Sie einen Stop-Preis ein.',
  PRICE_NOT_ALLOWED: 'Diese Orderart hat keinen solchen Preis.',
  NOTIONAL_TOO_SMALL: 'Die Order ist {notional} wert; das Minimum ist {minimum}.',
  NOTIONAL_TOO_LARGE: 'Die Order ist {notional} wert; das Maximum ist {maximum}.',
  NOT_ENOUGH: 'Benötigt {needed}; verfügbar: {available}.',
  NOT_ENOUGH_least: 'Benötigt mindestens {needed}; verfügbar: {available}.',
  QUANTITY_FILLED:
    '{filled} davon sind ausgeführt. Geben Sie mehr ein; um den Rest zu beenden, stornieren Sie die Order.',
  TIME_IN_FORCE_NOT_ALLOWED: 'Eine Stop-Order wartet auf ihren Preis: Verwenden Sie GTC oder DAY.',
  NOT_TRADABLE: 'Der Handelsplatz handelt dieses Symbol derzeit nicht.',
  OTHER_VENUE: 'Dieses Symbol wird am Handelsplatz dieses Kontos nicht gehandelt. Wählen Sie ein Konto dort.',
  number: '{typed} ist keine Zahl. Schreiben Sie sie wie {sample}.',
  otherUnit: '{typed}: Dieses Feld ist in {unit}.',
  typed: '„{text}“',
  readsElsewhere: '{value}, wo Zahlen wie {sample} geschrieben werden',
  readsNowhere:
    '{typed} ist mit Ihren Trennzeichen ({sample}) keine Zahl, aber {elsewhere}. Schreiben Sie {fills}.',
  readsTwice:
    '{typed} ist mit Ihren Trennzeichen ({sample}) {value}, aber {elsewhere}. Schreiben Sie {fills}.',
  zeroOrMore: 'Geben Sie null oder mehr ein.',
  and: '{first} und {last}',
  or: '{first} oder {last}',
  NAME_UNSEEN: 'Geben Sie einen Namen an, der zu sehen ist.',
  NAME_TOO_LONG:
    'Ein Name hat höchstens {longest, plural, other {# Zeichen}}; dieser hat {length, plural, other {#}}.',
  NAME_INVISIBLE:
    'Ein Name darf das unsichtbare Zeichen {character} nicht enthalten. Tippen Sie ihn neu, ohne das Eingefügte.',
  NOT_PLAIN_DECIMAL: 'Es muss eine einfache Dezimalzahl wie 12.5 sein.',
  NOT_A_TIME_ZONE: 'Es muss eine Zeitzone wie UTC oder Europe/Berlin sein.',
  TOO_LONG: 'Es ist zu lang.',
  NOT_VENUE_AND_SYMBOL: 'Es muss einen Handelsplatz und sein Symbol nennen, etwa binance:BTCUSDT.',
  OTHER_LIST: 'Das ist eine Stelle einer anderen Liste. Laden Sie die Liste von vorn.',
  TOO_MANY_CANDLES: 'Das ist ein zu langer Zeitraum für eine Anfrage. Fragen Sie ihn in Teilen ab.',
  TOO_MUCH_KEPT:
    'Zusammen mit allem, was schon gemerkt ist, wäre es zu viel. Löschen Sie Anordnungen, die Sie nicht mehr brauchen.',
  NOT_TAKEN: 'Das wird dort nicht erwartet.',
  ACCOUNT_NAME_TAKEN: 'Ein anderes Konto dieses Arbeitsbereichs hat diesen Namen.',
  PORTFOLIO_NAME_TAKEN: 'Ein anderes Portfolio hat diesen Namen.',
  DEPOSIT_NOT_POSITIVE: 'Beginnen Sie mit mehr als null.',
  FEE_OUT_OF_RANGE: 'Eine Gebühr liegt zwischen 0 und 10 % des Gegenwerts.',
  hiddenField: 'Im Diskretmodus verborgen: Klicken Sie hier oder drücken Sie eine Taste, um es zu sehen',
  useText: '{text} übernehmen',
};
