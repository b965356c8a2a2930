import type { price as english } from '#renderer/words/en/price.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const price: Translated<typeof english> = {
  toSettle: 'Zu klären',
  noPrice: '{name} hat keinen Preis',
  noRate: '{currency} hat keinen Kurs in {into}',
  findPrice: 'Preis angeben',
  findRate: 'Kurs angeben',
  findPriceOf: 'Preis angeben: {name}',
  findRateOf: 'Kurs angeben: {name}',
  showAll: '{count, plural, other {Alle # zeigen}}',
  market: 'Wie bei {venue} gehandelt',
  marketAt: 'Wie bei {venue} gehandelt: {price}',
  candle: 'Gespeicherter Schlusskurs vom {time} bei {venue}, {age} alt: {price}',
  ownPrice: 'Eigener Preis',
  ownRate: 'Eigener Kurs',
  use: 'Verwenden',
  looking: 'Preise werden gesucht …',
  nothingFound:
    'Kein verbundener Handelsplatz handelt dasselbe, und keine Kerze davon ist gespeichert. Ein eigener Preis gilt, bis der Markt einen nennt.',
  given: 'Von Ihnen angegeben',
  givenHand: '{name}: {price}, eingegeben, {age} alt',
  givenCandle: '{name}: {price}, gespeicherter Schlusskurs vom {time} bei {venue}, {age} alt',
  givenMarket: '{name}: wie bei {venue} gehandelt',
  notUsed: 'Der Markt nennt jetzt einen Preis: Der gilt.',
  takeAway: 'Zurücknehmen',
  takeAwayNamed: 'Den für {name} angegebenen Preis zurücknehmen',
  giving: 'Einen Preis angeben',
  taking: 'Den angegebenen Preis zurücknehmen',
  minutes: '{count, plural, one {# Minute} other {# Minuten}}',
  hours: '{count, plural, one {# Stunde} other {# Stunden}}',
  days: '{count, plural, one {# Tag} other {# Tage}}',
  markHand: 'Von Ihnen eingegeben, {age} alt. Ein Preis des Marktes gilt, sobald es einen gibt.',
  markCandle:
    'Gespeicherter Schlusskurs vom {time}, {age} alt. Ein Preis des Marktes gilt, sobald es einen gibt.',
  markMarket: 'Wie bei {venue} gehandelt.',
};
