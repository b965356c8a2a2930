import type { results as english } from '#renderer/words/en/results.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const results: Translated<typeof english> = {
  groups: 'Gruppen',
  statistics: 'Statistik',
  range: 'Zeitraum …',
  rangeField: 'Gezählter Zeitraum, genau',
  rangeHint: '2026, 3.2026, 8.3.2026, 1.3.2026..8.3.2026, >=3.2026',
  groupedBy: 'Gruppiert',
  by_strategy: 'Nach Strategie',
  by_account: 'Nach Konto',
  by_instrument: 'Nach Symbol',
  by_side: 'Nach Seite',
  by_weekday: 'Nach Wochentag',
  by_hour: 'Nach Uhrzeit',
  by_holding: 'Nach Haltedauer',
  group: 'Gruppe',
  table: 'Ergebnisse in Gruppen',
  all: 'Alle',
  statisticsOf: 'Statistik von {name}',
  long: 'Long',
  short: 'Short',
  held_1m: 'Unter 1 Min.',
  held_15m: '1 bis 15 Min.',
  held_1h: '15 bis 60 Min.',
  held_4h: '1 bis 4 Std.',
  held_1d: '4 bis 24 Std.',
  held_1w: '1 bis 7 Tage',
  held_30d: '7 bis 30 Tage',
  held_longer: '30 Tage und mehr',
  in: 'Geschlossene Roundtrips in {currency} nach Gebühren, {from} bis {to}',
  note: 'Geschlossene Roundtrips nach Gebühren, in der Währung des Portfolios zu den Kursen ihrer Momente; was in einer anderen abgerechnet wird, auch in dieser.',
  note_strategy:
    'Ein Roundtrip gehört zu der Strategie, die seine Orders nennen, ob alle es tun oder nicht; einer mit Orders mehrerer zählt nur unter „Mehrere Strategien“.',
  note_opened:
    'Geschlossene Roundtrips nach Gebühren, danach, wann sie eröffnet wurden, auf der Uhr in {zone}.',
  leftOut:
    '{count, plural, one {# Roundtrip ist in keinem dieser Ergebnisse} other {# Roundtrips sind in keinem dieser Ergebnisse}}: Eine Gebühr oder ein Kurs ist nicht bekannt, oder eine Gebühr wurde in einer anderen Währung gezahlt. Haltedauer, Zeit im Markt und Umschlag zählen auch sie.',
  of: '{count, plural, one {Von # Roundtrip} other {Von # Roundtrips}}.',
  ofWithout:
    '{count, plural, one {Von # Roundtrip} other {Von # Roundtrips}}; {left, plural, one {# ist ausgelassen} other {# sind ausgelassen}}, da eine Gebühr oder ein Kurs nicht bekannt ist oder eine Gebühr in einer anderen Währung gezahlt wurde.',
  expectancy: 'Erwartungswert',
  payoffRatio: 'Payoff-Ratio',
  longestWins: 'Gewinnserie',
  longestLosses: 'Verlustserie',
  holding: 'Haltedauer',
  holdingOfWins: 'Dauer Gewinne',
  holdingOfLosses: 'Dauer Verluste',
  exposure: 'Zeit im Markt',
  turnover: 'Umschlag',
  net_says: 'Was die Roundtrips vor Gebühren brachten, abzüglich ihrer Gebühren.',
  trades_says: 'Geschlossene Roundtrips, deren Ergebnis bekannt ist.',
  winRate_says:
    'Gewonnene Roundtrips durch alle. Einer, der genau nichts brachte, ist weder gewonnen noch verloren.',
  expectancy_says:
    'Netto durch die Zahl der Roundtrips: was einer im Mittel bringt. Unter 20 unbekannt, da so wenige nichts über den nächsten sagen.',
  profitFactor_says: 'Bruttogewinn durch Bruttoverlust. Ohne Verlust unbekannt.',
  payoffRatio_says: 'Mittlerer Gewinn durch mittleren Verlust. Ohne Gewinn oder Verlust unbekannt.',
  averageWin_says: 'Bruttogewinn durch die Zahl der gewonnenen Roundtrips.',
  averageLoss_says: 'Bruttoverlust durch die Zahl der verlorenen Roundtrips.',
  longestWins_says:
    'Die meisten gewonnenen Roundtrips hintereinander, in der Reihenfolge des Schließens. Einer, der weder gewonnen noch verloren ist oder dessen Ergebnis nicht bekannt ist, beendet eine Serie.',
  longestLosses_says:
    'Die meisten verlorenen Roundtrips hintereinander, in der Reihenfolge des Schließens. Einer, der weder gewonnen noch verloren ist oder dessen Ergebnis nicht bekannt ist, beendet eine Serie.',
  holding_says: 'Vom Eröffnen bis zum Schließen, im Mittel.',
  holdingOfWins_says: 'Vom Eröffnen bis zum Schließen, im Mittel der gewonnenen.',
  holdingOfLosses_says: 'Vom Eröffnen bis zum Schließen, im Mittel der verlorenen.',
  exposure_says:
    'Der Anteil der Zeit vom {from} bis zum {to}, in dem eine Position offen war, gleich wie viele; noch offene zählen mit.',
  turnover_says:
    'Was die Roundtrips kauften und verkauften, durch den mittleren Depotwert der Zeit: jeder gesehene Punkt der Kurve gewichtet nach der Dauer, die er galt, und jeder Tag, der aus der Aufzeichnung folgt, als einer. Unbekannt, wo ein Roundtrip in einer anderen Währung als der des Portfolios abgerechnet wird, und wo der Depotwert oder das Eingezahlte nicht ab dem ersten bekannt ist.',
  wins_says: 'Roundtrips, die mehr brachten, als sie kosteten.',
  losses_says: 'Roundtrips, die mehr kosteten, als sie brachten.',
  grossProfit_says: 'Was die gewonnenen Roundtrips brachten, zusammengezählt.',
  grossLoss_says: 'Was die verlorenen Roundtrips kosteten, zusammengezählt.',
  estimated:
    '{count, plural, one {# Roundtrip ist} other {# Roundtrips sind}} nach einer Gebühr gewonnen oder verloren, die die Gebührenordnung des Kontos schätzt.',
};
