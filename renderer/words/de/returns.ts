import type { returns as english } from '#renderer/words/en/returns.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const returns: Translated<typeof english> = {
  view: 'Was gezeigt wird',
  title: 'Renditen',
  loading: 'Renditen laden',
  none: 'Renditen gibt es ab dem zweiten Punkt der Depotwertkurve: Je Stunde wird einer behalten, sofern alle Preise und Kurse bekannt sind.',
  span: '{from} bis {to}',
  howMade: 'Wie die Zahlen entstehen',
  figures: 'Renditen von {name}',
  timeWeighted: 'Zeitgewichtet',
  timeWeighted_says:
    'Was aus einer Geldeinheit wurde, die die ganze Zeit da war: (Ende + Auszahlung) / (Anfang + Einzahlung) − 1 von jedem behaltenen Punkt der Depotwertkurve zum nächsten, miteinander multipliziert. Ein- und Auszahlungen ändern sie nur innerhalb der Stunde, in der sie geschehen, und innerhalb des Tages, wo dieser berechnet ist. Unbekannt nach einem Verlust von mehr als allem.',
  moneyWeighted: 'Geldgewichtet',
  moneyWeighted_says:
    'Der Jahressatz, bei dem alles Ein- und Ausgezahlte und das, was jetzt da ist, zusammen nichts ergibt (XIRR, Tage / 365). War weniger als ein Jahr lang Geld da, gilt er für diese Zeit. Unbekannt, wo mehrere Sätze passen oder die Aufzeichnung inzwischen geändert wurde.',
  perYear: 'Pro Jahr',
  perYear_says:
    '(1 + zeitgewichtet) hoch 365 / Tage, − 1, über die Tage mit einer Rendite. Unter einem Jahr davon unbekannt: Es wäre eine Vorhersage.',
  maxDrawdown: 'Max. Drawdown',
  maxDrawdown_says:
    'Der größte Anteil eines Höchststands, der verloren ging, von Geld, das die ganze Zeit da war; daneben der tiefste Fall als Betrag, oft ein anderer Fall.',
  calmar: 'Calmar',
  calmar_says: 'Rendite pro Jahr durch den max. Drawdown.',
  volatility: 'Volatilität',
  volatility_says:
    'Standardabweichung der Renditen von {days, plural, one {# Tag} other {# Tagen}} (n − 1), mal √365. Unter 20 Tagen unbekannt.',
  sharpe: 'Sharpe',
  sharpe_says:
    'Mittelwert durch Standardabweichung der Renditen von {days, plural, one {# Tag} other {# Tagen}}, mal √365, bei einem risikolosen Zins von null. Unter 20 Tagen unbekannt.',
  sortino: 'Sortino',
  sortino_says:
    'Mittelwert durch √(Mittel der quadrierten Verlusttage) von {days, plural, one {# Tag} other {# Tagen}}, mal √365. Unter 20 Tagen und ohne Verlusttag unbekannt.',
  bestDay: 'Bester Tag',
  worstDay: 'Schlechtester Tag',
  day_says:
    '{days, plural, one {Von # Tag, der ganz bekannt ist} other {Von # Tagen, die ganz bekannt sind}}. Ein Tag, an dem das Programm geschlossen war oder die Aufzeichnung geändert wurde, zählt nicht.',
  winningDays: 'Gewinntage',
  wonOf: '{won} von {days}',
  interrupted:
    '{count, plural, one {Die Renditen sind einmal unterbrochen} other {Die Renditen sind #-mal unterbrochen}}: Verlauf wurde importiert, ein Kurs berichtigt, oder es war nichts da, womit etwas zu verdienen war. Was sich am Depotwert dabei änderte, ist keine Rendite.',
  unfunded:
    '{accounts}: {count, plural, one {Seine Trades wurden} other {Ihre Trades wurden}} mit Geld bezahlt, das diese Aufzeichnung nie hereinkommen sah; worauf etwas verdient wurde, kann niemand sagen. Importieren Sie die Einzahlungen, oder geben Sie sie ein. Beträge sind bekannt, Anteile nicht.',
  derived:
    '{count, plural, one {# Tag ist} other {# Tage sind}} aus der Aufzeichnung und den Preisen des Tagesendes berechnet, weil da niemand hinsah oder sich die Aufzeichnung seither geändert hat.',
  compared:
    '{count, plural, one {# Tag wurde} other {# Tage wurden}} gesehen und auch berechnet. Am weitesten liegen beide am {date} auseinander: {observed} in der letzten Stunde gesehen, {derived} berechnet.',
  unpriced:
    '{count, plural, one {# Tag ist} other {# Tage sind}} nicht zu berechnen, weil ein Preis fehlt: {missing}. Es gilt nur, was damals zu sehen war.',
  months: 'Renditen nach Monaten',
  year: 'Jahr',
  whole: 'Gesamt',
  calendar: 'Tage',
  dayTitle: '{date}: {share}, {gain}',
  dayUnknown: '{date}: nicht bekannt, {gain}',
};
