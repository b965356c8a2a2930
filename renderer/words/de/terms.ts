import type { terms as english } from '#renderer/words/en/terms.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const terms: Translated<typeof english> = {
  BUSY: '{action}: Davon läuft gerade zu viel',
  BUSY_remedy: 'Versuchen Sie es in {seconds} s noch einmal.',
  CUT_SHORT:
    '{action}: {by, select, CLOSING {Der Arbeitsbereich wurde geschlossen, bevor eine Antwort kam} other {Es kam nicht rechtzeitig eine Antwort}}',
  CUT_SHORT_remedy: 'Sehen Sie unter Orders nach, bevor Sie es wiederholen.',
  NOT_ACTIVE: '{action}: Die Order war bereits beendet',
  NOT_ACTIVE_meaning:
    'Sie ist {status, select, PENDING {ausstehend} UNCONFIRMED {unbestätigt} SUBMITTED {übermittelt} PARTIALLY_FILLED {teilweise ausgeführt} FILLED {ausgeführt} CANCELLED {storniert} REJECTED {abgelehnt} other {abgelaufen}} und bleibt es.',
  REFUSED: '{action}: vom Handelsplatz abgelehnt',
  REFUSED_meaning: 'Die Anfrage hat nichts geändert.',
  REFUSED_quoted: 'Er meldet {reason} ({code}).',
  ACCOUNT_LOCKED: '{action}: Der Handel auf diesem Konto ist gesperrt',
  ACCOUNT_DISABLED: '{action}: Das Konto ist gesperrt',
  ACCOUNT_DISABLED_remedy:
    'Geben Sie es zuerst unter „Konten“ frei. Orders, die dort aktiv sind, können trotzdem storniert werden.',
  TOO_MANY_WORKING: '{action}: Es arbeiten bereits zu viele Orders',
  TOO_MANY_WORKING_remedy:
    'Höchstens {most, plural, other {#}} Orders eines Arbeitsbereichs werden zugleich verfolgt. Stornieren Sie einige von denen, die arbeiten, und geben Sie sie dann auf.',
  DRAFT_SPENT: '{action}: Dieses Ticket wurde bereits mit anderen Angaben aufgegeben',
  DRAFT_SPENT_meaning:
    'Es wurde jetzt nichts gesendet. Daraus entstand die Order {id}: {quantity}, {status, select, PENDING {ausstehend} UNCONFIRMED {unbestätigt} SUBMITTED {übermittelt} PARTIALLY_FILLED {teilweise ausgeführt} FILLED {ausgeführt} CANCELLED {storniert} REJECTED {abgelehnt} other {abgelaufen}}.',
  DRAFT_SPENT_remedy: 'Sehen Sie sich diese Order unter Orders an. Für eine weitere ändern Sie das Ticket.',
  DRAFT_OF_REPLACED:
    '{action}: Der Arbeitsbereich wurde wiederhergestellt, seit dieses Ticket geschrieben wurde',
  DRAFT_OF_REPLACED_meaning:
    'Es wurde jetzt nichts gesendet. Ob es vor der Wiederherstellung aufgegeben wurde, steht nicht in dieser Aufzeichnung.',
  DRAFT_OF_REPLACED_remedy:
    'Sehen Sie unter Orders und beim Handelsplatz nach. Wenn Sie die Order wollen, senden Sie sie noch einmal.',
  NOT_FOUND:
    '{what, select, account {{action}: Das Konto „{id}“ gibt es nicht} backup {{action}: Die Sicherung „{id}“ gibt es nicht} balance {{action}: Er wurde inzwischen berichtigt oder zurückgenommen} import {{action}: Den Import „{id}“ gibt es nicht} instrument {{action}: Das Symbol „{id}“ gibt es nicht} movement {{action}: Die Geldbewegung gibt es nicht mehr} order {{action}: Die Order „{id}“ gibt es nicht} portfolio {{action}: Das Portfolio „{id}“ gibt es nicht} task {{action}: Davon ist nichts mehr bekannt} venue {{action}: Den Handelsplatz „{id}“ gibt es nicht} other {{action}: Den Arbeitsbereich „{id}“ gibt es nicht}}',
  NOT_HELD: '{action}: Dort wird keine {side, select, BUY {Long} other {Short}}-Position mehr gehalten',
  NOT_HELD_remedy: 'Sehen Sie unter Positionen nach: Sie wurde geschlossen oder hat die Seite gewechselt.',
  INVALID_TERMS: '{action}: Das Instrument lässt diese Angaben nicht zu',
  RISK_LIMIT:
    '{action}: über Ihrem Limit für {limit, select, maxQuantity {die Menge einer Order} maxNotional {den Wert einer Order} maxPriceDistance {den Abstand eines Preises vom Markt} other {aktive Orders}}',
  RISK_LIMIT_remedy:
    'Es wären {asked}; erlaubt sind {allowed}. {limit, select, maxPriceDistance {Legen Sie den Preis näher an den Markt.} maxOpenOrders {Stornieren Sie zuerst eine andere Order.} other {Verkleinern Sie die Order.}} Das Limit ändern Sie unter „Limits“ im Panel Portfolio.',
  PRICE_UNKNOWN:
    '{action}: Dafür ist ein Marktpreis nötig, denn Sie haben ein Limit gesetzt für {limit, select, maxQuantity {die Menge einer Order} maxNotional {den Wert einer Order} maxPriceDistance {den Abstand eines Preises vom Markt} other {aktive Orders}}',
  PRICE_UNKNOWN_remedy:
    'Warten Sie auf einen Kurs des Symbols. Das Limit ändern Sie unter „Limits“ im Panel Portfolio.',
  INVALID_LIMITS_meaning: 'Von hier aus wurde keines gesetzt.',
  ORDER_CHANGED: '{action}: Die Order wurde inzwischen geändert',
  ORDER_CHANGED_meaning: 'Es wurde nichts gesendet: Die Order bleibt, wie sie jetzt ist.',
  ORDER_CHANGED_remedy: 'Sie hat jetzt {terms}. Beginnen Sie davon ausgehend neu.',
  AMENDMENT_UNDER_WAY: '{action}: Eine andere Änderung dieser Order ist unterwegs',
  AMENDMENT_UNDER_WAY_meaning: 'Es wurde nichts gesendet. Die andere läuft weiter.',
  AMENDMENT_UNDER_WAY_remedy:
    'Sie verlangt {terms}. Warten Sie, bis unter Orders steht, was daraus wurde, und beginnen Sie dann neu.',
  term_quantity: 'Menge {value}',
  term_limitPrice: 'Limit-Preis {value}',
  term_stopPrice: 'Stop-Preis {value}',
};
