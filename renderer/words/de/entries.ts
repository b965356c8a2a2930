import type { entries as english } from '#renderer/words/en/entries.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const entries: Translated<typeof english> = {
  title: '{figure}: {name}',
  of: 'Einträge zu {figure}, {name}',
  name: '{amount} am {time}',
  figure: 'Zahl',
  quantity: 'Menge',
  cost: 'Kosten',
  realised: 'Realisiert',
  income: 'Erträge',
  fees: 'Gebühren',
  paidIn: 'Eingezahlt',
  gainBroughtIn: 'Eingebrachter Gewinn',
  gainTakenOut: 'Ausgezahlter Gewinn',
  other: 'Sonstiges',
  lead_quantity: 'Was kam und was ging, von dem, was jetzt im Bestand ist.',
  lead_cost: 'Was für das gezahlt wurde, was jetzt im Bestand ist, Kauf für Kauf.',
  lead_realised:
    'Was jeder Verkauf mehr brachte, als das Verkaufte gekostet hatte, vor Gebühren; in der Währung des Portfolios zum Kurs seines Moments.',
  lead_income: 'Was ohne einen Verkauf verdient wurde.',
  lead_fees:
    'Was in Geld berechnet wurde, für Trades und daneben, zum Kurs seines Moments. Eine Gebühr in dem, was gehandelt wurde, ist in dessen Kosten.',
  lead_paidIn: 'Einzahlungen abzüglich Auszahlungen, jede zum Kurs ihres Moments.',
  lead_gainBroughtIn:
    'Was jeder eingezahlte Coin in seinem Moment nach dem Kurs wert war, abzüglich dessen, was er gekostet hatte.',
  lead_gainTakenOut:
    'Was jeder ausgezahlte Coin in seinem Moment nach dem Kurs wert war, abzüglich dessen, was er gekostet hatte.',
  lead_other:
    'Anpassungen, und was verloren ging oder ohne Preis bewegt wurde: Geld zum Kurs seines Moments, alles andere zu seinen Kosten.',
  kind: 'Art',
  amount: 'Betrag',
  amountHint: 'Was der Eintrag in der Zahl ausmacht',
  unit: 'In',
  rate: 'Kurs',
  rateHint: 'Seines Moments, in {currency}',
  source: 'Kurs von',
  source_venue: 'Handelsplatz',
  source_trader: 'Ihnen',
  published: 'Kursdatei, {day}',
  crossed: 'Gerechnet über {through}',
  worth: 'In {currency}',
  unknown: 'unbekannt',
  none: 'Kein Eintrag.',
  halfImported:
    'Ein Import läuft oder ist halb fertig: Seine Einträge werden gezeigt, sobald er vollständig ist.',
  reading: 'Einträge werden gelesen',
  sum: '{count, plural, one {# Eintrag:} other {# Einträge:}}',
  atThen: 'Zu den Kursen ihrer Momente:',
  plusUnknown: '{count, plural, other {+ # unbekannt}}',
  more: 'Die neuesten {shown} von {total} stehen hier. Die Summe ist die aller.',
  show: 'Woraus es besteht',
  portfolioIn: 'Portfolio in {currency}',
  setRate: 'Kurs festlegen',
  showFigure: 'Zeigen, woraus es besteht',
};
