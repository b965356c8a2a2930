import type { warning as english } from '#renderer/words/en/warning.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const warning: Translated<typeof english> = {
  limitAbove:
    'Das Limit {price} liegt {share} über dem Briefkurs {market}: Es kauft sofort, bis zu diesem Preis.',
  limitBelow:
    'Das Limit {price} liegt {share} unter dem Geldkurs {market}: Es verkauft sofort, bis hinab zu diesem Preis.',
  limitFar: 'Das Limit {price} ist {share} vom Markt ({market}) entfernt.',
  stopFar: 'Der Stop {price} ist {share} vom Markt ({market}) entfernt.',
  buyStopAtOnce:
    'Ein Kauf-Stop wartet über dem Markt. {price} liegt nicht über {market}: Er löst sofort aus.',
  sellStopAtOnce:
    'Ein Verkauf-Stop wartet unter dem Markt. {price} liegt nicht unter {market}: Er löst sofort aus.',
  buyStopLimit:
    'Wenn {stop} auslöst, liegt der Markt über dem Limit {limit}: Nichts wird ausgeführt, solange er nicht zurückfällt.',
  sellStopLimit:
    'Wenn {stop} auslöst, liegt der Markt unter dem Limit {limit}: Nichts wird ausgeführt, solange er nicht wieder steigt.',
  quantityUnusual:
    '{exact, select, true {{asked} ist das {times}-Fache Ihrer hier üblichen Menge, {usual}.} other {{asked} ist mehr als das {times}-Fache Ihrer hier üblichen Menge, {usual}.}}',
  worthUnusual:
    '{exact, select, true {{asked} ist das {times}-Fache dessen, was Ihre letzten Orders wert waren, {usual}.} other {{asked} ist mehr als das {times}-Fache dessen, was Ihre letzten Orders wert waren, {usual}.}}',
  worthAtLeastUnusual:
    '{exact, select, true {Mindestens {asked} ist das {times}-Fache dessen, was Ihre letzten Orders wert waren, {usual}.} other {Mindestens {asked} ist mehr als das {times}-Fache dessen, was Ihre letzten Orders wert waren, {usual}.}}',
  equityShare: 'Sie steckt {share} Ihres Depotwerts in eine Order: {notional} von {equity}.',
  equityAtLeast: 'Sie steckt mindestens {share} Ihres Depotwerts in eine Order: {notional} von {equity}.',
  quantityLikePrice: 'Die Menge {quantity} sieht aus wie der Preis {price}.',
  spreadWide: 'Geld {bid} und Brief {ask} liegen {share} auseinander: Eine Market-Order zahlt dafür.',
  noOffer:
    'Das Orderbuch zeigt jetzt kein Angebot: Ob {quantity} gehandelt wird und zu welchem Preis, lässt sich nicht sagen.',
  noBid:
    'Das Orderbuch zeigt jetzt kein Gebot: Ob {quantity} gehandelt wird und zu welchem Preis, lässt sich nicht sagen.',
  offersLess:
    'Das ist mehr, als das Orderbuch zeigt: Es bietet jetzt {shown} von {quantity} an. {rest, select, limit {Der Rest wird, wenn überhaupt, nicht schlechter als zum Limit gehandelt.} other {Zu welchem Preis der Rest gehandelt wird, lässt sich nicht sagen.}}',
  bidsForLess:
    'Das ist mehr, als das Orderbuch zeigt: Es sucht jetzt {shown} von {quantity}. {rest, select, limit {Der Rest wird, wenn überhaupt, nicht schlechter als zum Limit gehandelt.} other {Zu welchem Preis der Rest gehandelt wird, lässt sich nicht sagen.}}',
  quoteUnknown:
    'Es gibt keinen Kurs: Zu welchem Preis eine Market-Order gehandelt wird, lässt sich nicht sagen.',
  quoteOld:
    'Der letzte Kurs ist {age} alt: Zu welchem Preis eine Market-Order gehandelt wird, lässt sich nicht sagen.',
  ownSell:
    'Dort wartet Ihre eigene Verkaufsorder zu {price}: {when, select, triggered {Sobald der Stop auslöst, würden die beiden miteinander handeln.} other {Die beiden würden miteinander handeln.}}',
  ownBuy:
    'Dort wartet Ihre eigene Kauforder zu {price}: {when, select, triggered {Sobald der Stop auslöst, würden die beiden miteinander handeln.} other {Die beiden würden miteinander handeln.}}',
  closedByBuys:
    '{orders, plural, one {Eine aktive Kauforder schließt} other {# aktive Kauforders schließen}} bereits {working} dieser Position. Zusammen mit dieser Order sind das {excess} mehr als die {held}, die Sie short sind: Stornieren Sie {orders, plural, one {sie} other {sie}} zuerst oder kaufen Sie weniger.',
  closedBySells:
    '{orders, plural, one {Eine aktive Verkaufsorder schließt} other {# aktive Verkaufsorders schließen}} bereits {working} dieser Position. Zusammen mit dieser Order sind das {excess} mehr als die {held}, die Sie halten: Stornieren Sie {orders, plural, one {sie} other {sie}} zuerst oder verkaufen Sie weniger.',
};
