import type { holding as english } from '#renderer/words/en/holding.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const holding: Translated<typeof english> = {
  name: '{asset} in {account}',
  title: 'Bestände nach Wert',
  choice: 'Bestände',
  none: 'Noch ist nichts im Bestand. Eingezahltes Geld und was gekauft wird, steht hier nach Wert, über alle Konten.',
  halfImported:
    'Ein Import läuft oder ist halb fertig: Was im Bestand ist, wird gesagt, sobald er vollständig ist.',
  loading: 'Bestände werden gelesen',
  asset: 'Wert',
  value: 'Marktwert',
  valueHint: 'Was es zum Depotwert beiträgt, in {currency}',
  share: 'Anteil',
  shareHint: 'Am Depotwert',
  costHint: 'In {currency} zu den Kursen der Käufe',
  unrealised: 'Unrealisiert',
  unrealisedHint: 'Marktwert abzüglich Kosten, in {currency}: Preiseffekt und Währungseffekt zusammen',
  priceEffect: 'Preiseffekt',
  priceEffectHint: 'Was die Änderung des Preises gebracht hat, zu den Kursen der Käufe, in {currency}',
  currencyEffect: 'Währungseffekt',
  currencyEffectHint:
    'Was die Änderung des Kurses seit den Käufen aus dem gemacht hat, was es jetzt wert ist, in {currency}',
  income: 'Erträge',
  incomeHint: 'Dividenden, Zinsen, Staking, Prämien und Funding, zu den Kursen ihrer Tage, in {currency}',
  plusUnknown: '{known} + {count, plural, other {# unbekannt}}',
  onlyUnknown: '{count, plural, other {# unbekannt}}',
  purchasesUnknown:
    '{unrated, plural, =0 {} other {Käufe ohne Kurs ihres Tages: #. }}{uncosted, plural, =0 {} other {Teile, deren Kosten unbekannt sind: #. }}Sie sind nicht enthalten.',
  incomeUnrated: 'Einträge ohne Kurs ihres Tages: {count}. Sie sind nicht enthalten.',
  noPrice: 'Preis suchen',
  noRate: 'Kurs suchen',
  priceOf: 'Preis von {asset}',
  totals: 'Alle Bestände in {currency}',
  symbolInPanels: 'Symbol in verknüpften Panels zeigen',
};
