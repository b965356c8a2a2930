import type { settle as english } from '#renderer/words/en/settle.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const settle: Translated<typeof english> = {
  loading: 'Laden, was zu klären ist',
  lead: 'Was Kennzahlen dieses Portfolios unbekannt macht. Geklärtes verschwindet von hier, und die Kennzahlen folgen sofort.',
  nothing: 'Nichts ist zu klären: Keine Kennzahl dieses Portfolios ist unbekannt, weil etwas fehlt.',
  isHalf:
    'Ein Import oder seine Rücknahme läuft, oder ein halber ist übrig (siehe Frühere Importe). Danach steht hier, was zu klären ist.',
  more: 'Die ältesten {shown} von {total}: Die anderen folgen, sobald diese geklärt sind.',
  purchases: 'Fehlende Käufe',
  purchasesLead:
    'Verkauft, ausgezahlt oder als Gebühr genommen, ohne je hereingekommen zu sein: Was das brachte, ist unbekannt. Importieren Sie die Datei, die es enthält, oder tragen Sie ein, wie es hereinkam, mit Anschaffungskosten und Datum oder ohne. War es ein Leerverkauf, lassen Sie Leerverkäufe des Kontos zu (Konten).',
  purchase:
    '{account}: {amount} {asset} verkauft, deren Zugang diese Aufzeichnung nie gesehen hat, zuerst am {time}',
  takenOut:
    '{account}: {amount} {asset} ausgezahlt, deren Zugang diese Aufzeichnung nie gesehen hat, zuerst am {time}',
  enter: 'Zugang eintragen',
  importFile: 'Datei importieren',
  showSale: 'Verkauf zeigen',
  sales: 'Trades am {time}',
  flows: 'Ein- und Auszahlungen ohne Kurs',
  flowsLead:
    'Was sie zu ihrem Zeitpunkt wert waren, ist unbekannt, und damit auch, was eingezahlt wurde. Verbundene Handelsplätze, die das Paar handeln, werden danach gefragt; sonst geben Sie den Kurs selbst an.',
  flow: '{account}: {type, select, deposit {Einzahlung} withdrawal {Auszahlung} gift {Schenkung} other {Übertrag}} von {amount}, {time}',
  legs: 'Trades und Gebühren ohne Kurs',
  legsLead:
    'In einer anderen Währung gezahlt oder erhoben als der des Roundtrips oder des Portfolios, oder Geld, das ein Trade bewegte: Ein Ergebnis, Kosten oder ein Währungseffekt sind ohne den Kurs dieses Zeitpunkts unbekannt. Verbundene Handelsplätze, die das Paar handeln, werden danach gefragt; sonst geben Sie den Kurs selbst an.',
  leg: '{account}: {part, select, paid {{side, select, BUY {Kauf} other {Verkauf}} von {symbol} für {amount}} moved {{side, select, BUY {Kauf} other {Verkauf}} von {amount} ({symbol})} result {{amount}, realisiert durch einen {side, select, BUY {Kauf} other {Verkauf}} von {symbol}} other {Gebühr von {amount} für einen {side, select, BUY {Kauf} other {Verkauf}} von {symbol}}}, {time}',
  entries: 'Erträge, Gebühren und Kosten ohne Kurs',
  entriesLead:
    'Sie stehen in einer anderen Währung als ihr Roundtrip oder das Portfolio, und was das damals wert war, ist unbekannt. Verbundene Handelsplätze, die das Paar handeln, werden danach gefragt; sonst geben Sie den Kurs selbst an.',
  entryAt: '{account}: {kind} von {amount} {asset}, {time}',
  giveRateOf: 'Kurs von {of} in {into} angeben',
  giveRate: 'Kurs in {into} angeben',
  positions: 'Positionen ohne Preis',
  positionsLead:
    'Sie fehlen im Wert des Portfolios. Der Preis eines anderen Handelsplatzes, ein gespeicherter Schlusskurs oder Ihr eigener zählt, bis der Markt einen nennt.',
  position: '{account}: {quantity} {name}',
  fees: 'Trades mit unbekannter Gebühr',
  feesLead:
    'Ihre Roundtrips sind weder gewonnen noch verloren. Nennen Sie die Gebühr eines Trades, oder importieren Sie eine Datei mit den Gebühren: Nehmen Sie dazu erst den Import der Datei zurück, der sie fehlen (siehe Frühere Importe).',
  fee: '{account}: {count, plural, one {# Trade} other {# Trades}} in {symbol}, {from} bis {to}',
  showFills: 'Trades zeigen',
  fills: 'Trades in {symbol} mit unbekannter Gebühr',
  moreTrades: 'Die ersten {count} sind durchgesehen. Die anderen stehen unter Bewegungen.',
  costs: 'Zugänge ohne Anschaffungskosten',
  costsLead:
    'Was davon verkauft wurde, hat kein bekanntes Ergebnis. Tragen Sie ein, was es gekostet hatte, und wann es angeschafft wurde, falls das vor dem Zugang war.',
  cost: '{account}: {kind} von {amount} {asset}, {time}',
  enterCost: 'Kosten und Datum eintragen',
  takenAnew:
    'Nehmen Sie ihn unter Bewegungen zurück, und tragen Sie ihn mit seinen Anschaffungskosten neu ein.',
  loadingEntry: 'Bewegung laden',
  notByHand:
    '{mode, select, paper {Ein Papierkonto nimmt keine Einträge an: Sein Geld ist das des Papierhandelsplatzes.} other {Was ein Live-Konto hält, sagt sein Handelsplatz: Es nimmt keine Einträge an.}}',
  transfers: 'Überträge zwischen eigenen Konten',
  transfersLead:
    'Was ein Konto verließ und auf einem anderen angekommen sein kann. Verknüpft ist es ein Übertrag: Lots gehen mit Anschaffungskosten und Datum mit, und was nicht ankam, ist eine Gebühr.',
  transfer: '{amount} {asset}: {from}, {left} → {to}, {arrived}',
  lost: '{amount} {asset} kamen nicht an.',
  ambiguous: 'Auch eine andere Geldbewegung passt: Sehen Sie nach, bevor Sie verknüpfen.',
  link: 'Verknüpfen',
  refuse: 'Kein Übertrag',
  linking: 'Übertrag verknüpfen',
  linked: 'Verknüpft: {words}',
  undo: 'Rückgängig machen',
  proposeAgain:
    '{count, plural, one {Wieder vorschlagen, was kein Übertrag war (#)} other {Wieder vorschlagen, was keine Überträge waren (#)}}',
};
