import type { row as english } from '#renderer/words/en/row.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const row: Translated<typeof english> = {
  NUMBER_EMPTY: 'Leer. Geben Sie eine Zahl wie 1.5 an.',
  NOT_A_NUMBER: '„{text}“ ist keine Zahl. Schreiben Sie Ziffern mit Punkt, etwa 1.5.',
  NOT_PLAIN_NUMBER: '„{text}“ ist keine einfache Zahl. Schreiben Sie {plain}.',
  TWO_NUMBERS:
    '„{text}“ lässt sich als zwei Zahlen lesen. Schreiben Sie {whole} oder {fraction}, je nachdem, was gemeint ist.',
  NOT_DECIMAL_COMMA:
    '„{text}“ ist keine Zahl mit Dezimalkomma. Schreiben Sie 1,5 oder wählen Sie den Dezimalpunkt.',
  NUMBER_TOO_LONG: '„{text}“ hat mehr als {longest, plural, other {# Ziffern}}. Schreiben Sie weniger.',
  NOT_ABOVE_ZERO:
    '„{text}“ ist nicht größer als null. Schreiben Sie eine positive Zahl: Wohin es ging, sagt die Seite.',
  NO_AMOUNT:
    '„{text}“ ist nicht größer als null. Geben Sie an, wie viel es war, oder entfernen Sie die Zeile.',
  NOT_MONEY: '„{text}“ ist kein Betrag mit seinem Asset. Schreiben Sie ihn wie 0.5BTC.',
  TIME_EMPTY:
    'Leer. Schreiben Sie 2025-01-31T14:05:09Z oder Millisekunden seit 1970. Ohne Zeitzone gilt {zone}.',
  NOT_A_TIME:
    '„{text}“ ist keine Zeit. Schreiben Sie 2025-01-31T14:05:09Z oder Millisekunden seit 1970. Ohne Zeitzone gilt {zone}.',
  TWO_DATES:
    '„{text}“ kann zwei Daten sein: Tag oder Monat kann vorn stehen. Schreiben Sie 2025-01-31T14:05:09Z.',
  TIME_BEFORE_1970: '„{text}“ liegt vor 1970. Geben Sie an, wann es geschah.',
  TIME_IN_FUTURE: '„{text}“ liegt in der Zukunft. Geben Sie an, wann es geschah.',
  SYMBOL_EMPTY: 'Leer. Geben Sie an, was gehandelt wurde, etwa BTC-USDT oder AAPL.',
  NOT_A_SYMBOL: '„{text}“ ist kein Symbol. Schreiben Sie Buchstaben und Ziffern, etwa BTC-USDT oder AAPL.',
  NOT_A_SHARE: '„{text}“ ist keine Aktie. Geben Sie ihr Kürzel an, etwa AAPL.',
  SYMBOL_DERIVATIVE:
    '„{text}“ ist ein Kontrakt. Sagen Sie in den Spalten kind, currency, base, settle und multiplier, welcher, oder entfernen Sie die Zeile.',
  UNKNOWN_PAIR: 'Das Paar „{text}“ ist nicht bekannt. Schreiben Sie es wie XBT/EUR.',
  NOT_A_SIDE: '„{text}“ ist keine Seite. Schreiben Sie buy oder sell.',
  FEE_CURRENCY_EMPTY:
    'Leer. Geben Sie die Währung der Gebühr an, etwa USDT, oder lassen Sie auch die Gebühr leer.',
  NOT_A_CURRENCY: '„{text}“ ist keine Währung. Geben Sie ihren Code an, etwa USDT.',
  NOT_AN_ASSET: '„{text}“ ist kein Asset. Geben Sie seinen Code an, etwa BTC.',
  OTHER_PRICE_CURRENCY:
    '„{text}“ ist nicht die Währung von {symbol}, dessen Preis in {currency} ist. Schreiben Sie diese, oder lassen Sie das Feld leer.',
  OTHER_UNIT:
    '„{text}“ ist nicht in {unit}. Wählen Sie dafür eine andere Spalte oder keine, oder schreiben Sie es in {unit}.',
  NOT_A_KIND:
    '„{text}“ ist keine Art. Schreiben Sie future, perpetual, option, spot oder share, oder lassen Sie das Feld leer.',
  KIND_EMPTY:
    'Einen Multiplikator und eine andere Währung der Abrechnung als die des Preises hat nur ein Kontrakt. Geben Sie seine Art an: future, perpetual oder option.',
  PRICE_CURRENCY_EMPTY: 'Leer. Geben Sie die Währung an, in der der Preis des Kontrakts ist, etwa USD.',
  BASE_EMPTY:
    'Leer, und der Kontrakt wird in {settle} abgerechnet, während sein Preis in {quote} ist. Geben Sie an, worauf er lautet, etwa BTC.',
  SETTLE_EMPTY:
    'Leer. Geben Sie die Währung an, in der der Gewinn des Kontrakts gezahlt wird, etwa USDT oder BTC.',
  QUANTO:
    'Der Kontrakt lautet auf {base} in {quote} und wird in {settle} abgerechnet, also in keinem von beiden: Sein Gewinn folgt nicht aus dem Preis allein. Berichtigen Sie die drei, oder entfernen Sie die Zeile und geben Sie als Bewegung ein, was er brachte.',
  OPTION_SETTLE:
    'Der Preis einer Option ist, was für sie gezahlt wird, und diese würde in {settle} gezahlt, bei einem Preis in {quote}. Geben Sie in beiden die Währung der Prämie an.',
  NOT_AN_ID:
    '„{text}“ ist keine ID. Schreiben Sie höchstens {longest, plural, other {# Zeichen}} ohne Leerzeichen, oder lassen Sie das Feld leer.',
  SHARED_ID_EMPTY: 'Leer. Geben Sie die ID an, die beide Zeilen des Trades haben.',
  NO_CONVERSION: '„{text}“ sagt von keiner Umwandlung. Schreiben Sie es wie Converted 0.5 ETH to 0.03 BTC.',

  TOO_MANY_VALUES:
    'Ab „{text}“ hat die Zeile mehr Werte, als es Spalten gibt. Liegt das an einem Dezimalkomma, schreiben Sie 1.5, oder setzen Sie den Wert in Anführungszeichen.',
  AMOUNTS_OF_OTHER_ASSETS:
    '„{executed}“ und „{amount}“ enden nicht mit den Assets des Paars „{pair}“. Schreiben Sie sie wie 0.5BTC und 15000USDT.',
  PRICE_AND_VALUE_MISSING: 'Preis und Zwischensumme sind beide null oder leer. Geben Sie eines davon an.',
  NOTHING_MOVED:
    'Es wurde nichts bewegt. Schreiben Sie den Betrag in die Spalte seines Assets, oder entfernen Sie die Zeile.',
  NOT_ONE_TRADE:
    'Die Beträge sind nicht ein bezahltes Asset, ein erhaltenes und eine Gebühr. Schreiben Sie sie so, oder entfernen Sie die Zeile.',
  NOT_TWO_ASSETS:
    'Die Zeilen dieser ID ergeben keinen Trade: was bezahlt wurde und was dafür kam. Schreiben Sie beides, oder entfernen Sie sie.',
  SECOND_NOT_ONE_TRADE:
    'Die Zeilen dieser Sekunde ergeben nicht einen Trade mit zwei Assets. Importieren Sie die Trade-Historie, die die Trades einzeln aufführt, und entfernen Sie diese Zeilen.',
  SECOND_FEES_MIXED:
    'Welche Gebühr zu welchem Trade dieser Sekunde gehört, lässt sich nicht sagen. Importieren Sie die Trade-Historie, die sie einzeln aufführt, und entfernen Sie diese Zeilen; oder schreiben Sie je Trade eine Gebühr.',
  FEE_WITHOUT_TRADE: 'Die Gebühr gehört zu keinem Trade dieser Sekunde. Entfernen Sie die Zeile.',
  UNKNOWN_MOVEMENT:
    '„{type}“ bewegt Geld, und was es ist, ist nicht bekannt. Tragen Sie es unter Aktivität ein, und entfernen Sie die Zeile.',
  SHARES_MOVED:
    '„{type}“ ändert den Bestand oder seine Kosten ohne Trade. Tragen Sie es unter Aktivität ein, als Split, Abspaltung, Kapitalrückzahlung, Übertrag oder Verfall, und entfernen Sie die Zeile.',
  OPTION_ENDED:
    '„{type}“: Eine Option wurde ausgeübt, zugeteilt oder verfiel. Tragen Sie das unter Aktivität ein, was die Aktien zum Ausübungspreis mit handelt, und entfernen Sie die Zeilen von beidem.',
  TAX_IN_OTHER_CURRENCY:
    '„{text}“ wurde einbehalten, und was kam, ist in anderer Währung, zu einem Kurs, den die Zeile nicht nennt. Tragen Sie die Dividende und ihre Steuer unter Aktivität ein, und entfernen Sie die Zeile.',
  TOTAL_DIFFERS: '„{parts}“ ist nicht „{text}“, worauf die Zeile kommt. Schreiben Sie, was richtig ist.',
  FEES_IN_TWO_CURRENCIES:
    'Provision und Steuern sind in zwei Währungen. Erfassen Sie die Steuern unter Aktivität, und leeren Sie sie hier.',
  SIDE_AND_SIGN_DIFFER:
    'Die Seite ist ein Kauf, und die Menge „{text}“ ist negativ. Schreiben Sie, was stimmt.',
  CANCELS_A_TRADE: 'Diese Zeile hebt einen früheren Trade auf. Entfernen Sie beide Zeilen.',

  OTHER_TYPE: '„{type}“ ist weder ein Trade noch eine Geldbewegung, die importiert werden kann.',
  OTHER_ASSET_CLASS: 'Die Anlageklasse „{type}“ ist weder Aktie noch Währung.',
  MOVEMENT_LEFT_OUT:
    '„{type}“ bewegt Geld und ist kein Trade. Aus dieser Datei wird es nicht importiert: Unter Aktivität kann es eingetragen werden.',
  NO_TRADES: 'Ausgelassen, wie Sie es gesagt haben: Die Zeilen dieser Datei sind keine Trades.',
  LEFT_OUT: 'Ausgelassen, wie Sie es von Zeilen mit „{text}“ gesagt haben.',
  NOT_TRADED: 'Es wurde nichts gehandelt: Der Status ist „{status}“.',
  DERIVATIVE: 'Ein Future oder eine Option. Nur Aktien und Fonds können importiert werden.',
  ON_MARGIN: 'Ein Trade auf Margin. Nur Spot-Trades können importiert werden.',
  NOT_FINAL: 'Eine Bewegung, die noch nicht endgültig war. Sie kommt mit ihrer txid noch einmal.',
  WITHIN_VENUE:
    'Innerhalb des Handelsplatzes bewegt: zu oder von Staking, Futures oder dem Ort seiner Guthaben.',
  OTHER_HALF: 'Die andere Hälfte einer Umwandlung, deren erste Zeile alles enthält.',
  SUMS_ROWS: '„{level}“ fasst andere Zeilen zusammen oder sagt, was sie geschlossen haben.',
  SUM_OF_EXECUTIONS: 'Die Summe einer Order, deren Ausführungen eigene Zeilen haben.',
  SUMS_AT_END: 'Die Summen am Ende der Datei.',
  TEXT_AT_END: 'Text unter den Zeilen der Datei.',
};
