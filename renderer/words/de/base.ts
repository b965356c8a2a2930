import type { base as english } from '#renderer/words/en/base.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const base: Translated<typeof english> = {
  title: 'Basiswährung',
  change: 'Ändern, worin dieses Portfolio gemessen wird',
  lead: '{name} wird in {currency} gemessen. Das Geld jedes Staates und jeder Stablecoin kann an seine Stelle treten.',
  other: 'Andere Währung',
  show: 'Zeigen, was sich ändert',
  looking: 'Lesen, was es ändern würde',
  changing: 'Ändern der Basiswährung',
  keeping: 'Behalten der Basiswährung',
  underWay: 'Kurse in {to} werden gesucht. Bis dahin bleibt alles in {from}.',
  keep: '{currency} behalten',
  changes: 'In {to} gemessen statt in {from}:',
  figures:
    'Eigenkapital, Guthaben, Marktwert, unrealisiert, realisiert, Erträge, Gebühren, Reingewinn und eingezahlt werden neu angegeben, Vergangenes zu den Kursen von damals. Mengen, Einstände, Trades und Veräußerungsgewinne bleiben.',
  movements:
    '{count, plural, =0 {Keine Bewegung braucht einen Kurs in {to}} one {# Bewegung braucht einen Kurs ihres Augenblicks in {to}} other {# Bewegungen brauchen einen Kurs ihres Augenblicks in {to}}}; {rated} haben einen.',
  asked:
    '{count, plural, one {# Bewegung} other {# Bewegungen}} in {currency}: gespeicherte Kerzen, Kursdateien und Handelsplätze werden nach {currency}/{to} gefragt.',
  unpriced:
    '{count, plural, one {# Bewegung} other {# Bewegungen}} in {currency}: niemand handelt hier {currency} gegen {to}, und keine Kursdatei hat beide. Über eine andere Währung gerechnet, wo ein Kurs aufgezeichnet ist; sonst unbekannt, bis Sie einen angeben.',
  points:
    '{count, plural, =0 {Noch wurde kein Punkt der Kurve beobachtet.} one {# beobachteter Punkt der Kurve ist in der Währung von vorher: er bleibt erhalten, und an seiner Stelle werden Tage abgeleitet.} other {# beobachtete Punkte der Kurve sind in der Währung von vorher: sie bleiben erhalten, und an ihrer Stelle werden Tage abgeleitet.}}',
  given:
    '{count, plural, one {# Kurs, den Sie angaben,} other {# Kurse, die Sie angaben,}} in {from} für etwas ohne Kurs: womöglich sind sie neu anzugeben.',
  stays: 'Aufgezeichnete Kurse bleiben. Es lässt sich jederzeit zurück ändern.',
  use: '{to} verwenden',
  last: 'Letzte Änderung',
  changedAt: 'Von {from} zu {to} am {time}.',
  awaited: 'Preise in {to} werden abgewartet.',
  figure: 'Zahl',
  problem:
    '{problem, select, SAME {Das Portfolio wird schon darin gemessen.} NOT_MONEY {Das ist kein Geld, das hier bekannt ist: ein Coin hat Lots und Round Trips. Wählen Sie das Geld eines Staates oder einen Stablecoin.} UNDER_WAY {Eine andere Änderung läuft: lassen Sie sie enden, oder behalten Sie die Währung von jetzt.} NOT_UNDER_WAY {Es läuft keine Änderung mehr.} other {Ein Import in dieses Portfolio läuft oder ist halb geschehen: warten Sie sein Ende ab, oder nehmen Sie ihn zurück.}}',
};
