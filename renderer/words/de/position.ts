import type { position as english } from '#renderer/words/en/position.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const position: Translated<typeof english> = {
  name: '{symbol} {side, select, BUY {Long} other {Short}} {quantity}',
  long: 'Long',
  short: 'Short',
  closeTitle: 'Füllt das Orderticket mit dem, was sie schließt',
  close: 'Schließen',
  open: 'Offene Positionen',
  closed: 'Geschlossene Positionen',
  noneOpen: 'Keine offene Position. Die erste Ausführung einer Order eröffnet eine.',
  showClosed: 'Geschlossene Positionen zeigen',
  noneClosed:
    'Noch kein Roundtrip ist geschlossen. Eine Position steht hier mit ihrem Nettoergebnis, sobald sie wieder bei null ist.',
  shown: 'Gezeigte Positionen',
  openCount: '{count, plural, other {Offen #}}',
  closedChoice: 'Geschlossen',
  showSymbol: 'Symbol in verknüpften Panels zeigen',
  closeInTicket: 'Im Orderticket schließen',
  noteStopLoss: 'Stop-Loss notieren',
  noteHint: 'Ihre Notiz: Es wird keine Order gesendet, wenn der Markt dorthin kommt',
  stopLoss: 'Stop-Loss',
  takeProfit: 'Take-Profit',
  stopLossBelow: 'Der Markt steht bei {price}: Der Stop-Loss einer Long-Position sollte darunter liegen.',
  stopLossAbove: 'Der Markt steht bei {price}: Der Stop-Loss einer Short-Position sollte darüber liegen.',
  takeProfitAbove: 'Der Markt steht bei {price}: Der Take-Profit einer Long-Position sollte darüber liegen.',
  takeProfitBelow:
    'Der Markt steht bei {price}: Der Take-Profit einer Short-Position sollte darunter liegen.',
  changedElsewhere: 'Dies wurde anderswo geändert: {changes}. Beginnen Sie vom jetzigen Stand neu.',
  stopLossNow: 'ihr Stop-Loss ist jetzt {price}',
  takeProfitNow: 'ihr Take-Profit ist jetzt {price}',
  stopLossGone: 'ihr Stop-Loss ist weg',
  takeProfitGone: 'ihr Take-Profit ist weg',
  noStopLoss: 'Für {name} ist kein Stop-Loss mehr notiert',
  noTakeProfit: 'Für {name} ist kein Take-Profit mehr notiert',
  ordersUnchanged: 'Ihre Orders sind unverändert.',
  stopLossNoted: 'Notiert: Stop-Loss von {name} bei {price}',
  takeProfitNoted: 'Notiert: Take-Profit von {name} bei {price}',
  isNote:
    'Es ist eine Notiz: Tapedeck sendet keine Order, wenn der Markt dorthin kommt. Geben Sie dafür eine Stop- oder Limit-Order auf.',
  resultsByStrategy: 'Ergebnisse nach Strategie',
  noneInTime:
    'In dieser Zeit wurde kein Roundtrip geschlossen. Einer zählt hier mit seinem Nettoergebnis, sobald er wieder bei null ist.',
  timeCounted: 'Gezählter Zeitraum',
  showTrips: 'Roundtrips der Strategie zeigen',
  showOrders: 'Orders der Strategie zeigen',
  resultsNote:
    'Geschlossene Roundtrips nach Gebühren, je Währung für sich. Ein Roundtrip gehört zu der Strategie, die seine Orders nennen, ob alle es tun oder nicht; einer mit Orders mehrerer zählt nur unter „Mehrere Strategien“.',
  portfolioCounted: 'Gezähltes Portfolio',
  allStrategies: 'Alle Strategien',
  severalStrategies: 'Mehrere Strategien',
  noStrategy: 'Keine Strategie',
  resultIn: '{name} in {currency}',
  tripsOf: 'Roundtrips von {strategy}',
  noneOfStrategy: 'In dieser Zeit wurde kein Roundtrip dieser Strategie geschlossen.',
  itsOrders: 'Ihre Orders',
  tripsNote:
    '<strong>{strategy}</strong>. Roundtrips, in denen eine ihrer Orders ausgeführt wurde, auch die mehrerer Strategien.',
  tripsNoteIn:
    '<strong>{strategy}</strong> handelt in {portfolios}. Roundtrips, in denen eine ihrer Orders ausgeführt wurde, auch die mehrerer Strategien.',
};
