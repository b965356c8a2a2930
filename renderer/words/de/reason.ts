import type { reason as english } from '#renderer/words/en/reason.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const reason: Translated<typeof english> = {
  QUANTITY_NOT_POSITIVE: 'Die Menge muss größer als null sein.',
  QUANTITY_OFF_LOT: 'Die Menge {quantity} ist kein Vielfaches der Losgröße {lot}.',
  QUANTITY_TOO_SMALL: 'Die Menge {quantity} liegt unter dem Mindestwert {minimum}.',
  QUANTITY_TOO_LARGE: 'Die Menge {quantity} liegt über dem Höchstwert je Order, {maximum}.',
  MARKET_QUANTITY_TOO_LARGE:
    'Die Menge {quantity} liegt über dem Höchstwert je Order zum Marktpreis, {maximum}.',
  POSITION_TOO_LARGE:
    'Der Handelsplatz erlaubt insgesamt {maximum}, offene Käufe mitgezählt: {room} können noch gekauft werden.',
  PRICE_TOO_LOW:
    '{field, select, stopPrice {Der Stop-Preis {price} liegt unter dem niedrigsten von {bound}.} other {Der Limit-Preis {price} liegt unter dem niedrigsten von {bound}.}}',
  PRICE_TOO_HIGH:
    '{field, select, stopPrice {Der Stop-Preis {price} liegt über dem höchsten von {bound}.} other {Der Limit-Preis {price} liegt über dem höchsten von {bound}.}}',
  PRICE_ABOVE_BAND:
    'Der Limit-Preis {price} liegt über {bound}, dem {times}-Fachen des damaligen {basis, select, average {Durchschnittspreises} last {letzten Preises} other {Mittels von Bid und Ask}}.',
  PRICE_BELOW_BAND:
    'Der Limit-Preis {price} liegt unter {bound}, dem {times}-Fachen des damaligen {basis, select, average {Durchschnittspreises} last {letzten Preises} other {Mittels von Bid und Ask}}.',
  PRICE_NOT_POSITIVE:
    '{field, select, stopPrice {Der Stop-Preis muss größer als null sein.} other {Der Limit-Preis muss größer als null sein.}}',
  PRICE_OFF_TICK:
    '{field, select, stopPrice {Der Stop-Preis {price} ist kein Vielfaches des Preisschritts {tick}.} other {Der Limit-Preis {price} ist kein Vielfaches des Preisschritts {tick}.}}',
  PRICE_REQUIRED: '{field, select, stopPrice {Der Stop-Preis fehlt.} other {Der Limit-Preis fehlt.}}',
  PRICE_NOT_ALLOWED:
    '{field, select, stopPrice {Diese Orderart hat keinen Stop-Preis.} other {Diese Orderart hat keinen Limit-Preis.}}',
  NOTIONAL_TOO_SMALL:
    'Die Order hat einen Wert von {notional} {currency}; mindestens nötig sind {minimum} {currency}.',
  NOTIONAL_TOO_LARGE:
    'Die Order hat einen Wert von {notional} {currency}; höchstens möglich sind {maximum} {currency}.',
  TOO_MANY_ORDERS:
    'Der Handelsplatz erlaubt {most, plural, one {# offene Order} other {# offene Orders}} in diesem Symbol. Stornieren Sie zuerst eine.',
  TOO_MANY_STOPS:
    'Der Handelsplatz erlaubt {most, plural, one {# wartenden Stop} other {# wartende Stops}} in diesem Symbol. Stornieren Sie zuerst einen.',
  TOO_MANY_AMENDMENTS:
    'Am Handelsplatz lässt sich eine Order {most, plural, one {einmal} other {#-mal}} verringern. Stornieren Sie sie, und geben Sie eine andere auf.',
  TIME_IN_FORCE_NOT_ALLOWED: 'Eine Stop-Order wartet auf ihren Preis: Verwenden Sie GTC oder DAY.',
  OTHER_VENUE: 'Dieses Symbol wird am Handelsplatz des Kontos nicht gehandelt.',
  NOT_TRADABLE: 'Der Handelsplatz handelt dieses Symbol zurzeit nicht.',
  KIND_NOT_SUPPORTED: 'Ein Papierkonto handelt Coins und Aktien; {symbol} ist keines von beiden.',
  INSUFFICIENT_BALANCE: 'Guthaben reicht nicht: Nötig sind {needed} {currency}, frei sind {free} {currency}.',
  WOULD_MEET_OWN_ORDER:
    'Die Order würde mit Ihrer eigenen zu {price} handeln. Stornieren Sie zuerst jene, oder wählen Sie einen anderen Preis.',
  STOP_WOULD_TRIGGER: 'Der Stop würde sofort ausgelöst: Der Markt steht bei {market}.',
  QUANTITY_BELOW_FILLED: '{filled} sind bereits ausgeführt: Die Menge kann nicht darunter liegen.',
  ALREADY_TRIGGERED: 'Der Stop wurde ausgelöst: Sein Preis lässt sich nicht mehr ändern.',
  NO_MARKET_DATA: 'Von {symbol} ist noch kein Orderbuch bekannt.',
  STALE_MARKET_DATA: 'Die Marktdaten sind veraltet.',
  UNKNOWN_INSTRUMENT: '{instrument} wird dort nicht gehandelt.',
  UNKNOWN_ORDER: 'Die Order {order} ist dort nicht offen.',
  DUPLICATE_CLIENT_ORDER_ID: 'Die Order {order} wurde bereits aufgegeben.',
  ACCOUNT_CLOSED: 'Das Konto wurde inzwischen geschlossen.',
  AMENDMENTS_NOT_TAKEN:
    'Orders werden dort nicht geändert: Stornieren Sie sie und geben Sie eine andere auf.',
  NO_DAY_ORDERS: 'Der Handelsplatz nimmt keine Tagesorders: Wählen Sie GTC.',
  NO_MARKET_STOPS:
    'Der Handelsplatz nimmt keine Stops, die zum Marktpreis handeln: Nennen Sie auch einen Limitpreis.',
  CLOCK_OFF:
    'Für den Handelsplatz kommt die Anfrage zu früh oder zu spät. Stellen Sie die Uhr dieses Rechners.',
  VENUE_LIMIT: 'Das Limit des Handelsplatzes für Anfragen ist bis {until} aufgebraucht.',
  FILLS_NOT_TOLD:
    'Der Handelsplatz sagt, von Order {order} sei mehr ausgeführt, als die Ausführungen ergeben, die er nennt.',
  TOO_MANY_TO_LOOK_THROUGH: 'Der Handelsplatz nennt mehr auf einmal, als durchgesehen wird.',

  NEVER_SENT: 'Sie wurde nie gesendet.',
  NOT_CONNECTED: 'Nicht gesendet: Das Konto ist nicht verbunden.',
  WAITED_TOO_LONG: 'Nicht gesendet: Sie hat zu lange gewartet.',
  CHANGED_MEANWHILE: 'Nicht gesendet: Die Order wurde inzwischen geändert.',
  DEALT_WITH: 'Nicht gesendet: Das ist bereits erledigt.',
  NOT_RECORDED: 'Nicht gesendet: Es ließ sich nicht aufzeichnen. {cause}',
  LOCKED_OUTCOME_UNKNOWN:
    'Der Handel auf diesem Konto wartet, bis der Ausgang der Order {order} bekannt ist.',
  LOCKED_REPORT_NOT_APPLIED:
    'Der Handel auf diesem Konto wartet auf die Antwort des Handelsplatzes zur Order {order}: Einer ihrer Berichte ließ sich nicht anwenden.',
  LOCKED_HISTORY_ONLY: 'Dieses Konto enthält Verlauf und handelt nicht.',
  LOCKED_KILL_SWITCH:
    'Der Notaus ist seit {since} an: Nichts wird platziert oder geändert. Stornierungen werden gesendet.',
  LOCKED_READ_ONLY: 'Der Arbeitsbereich ist nur zum Lesen geöffnet. {cause}',
  LOCKED_NO_ORDERS: 'So gestartet, sendet Tapedeck keine Orders an den Markt dieses Kontos.',
  LOCKED_CONNECTING: 'Der Handel auf diesem Konto wartet auf die Verbindung zum Handelsplatz.',
  LOCKED_NO_KEY: 'Dieses Konto hat hier keinen Schlüssel. Verbinden Sie einen unter Konten.',
  LOCKED_KEY_REFUSED:
    'Der Handelsplatz lehnt den Schlüssel dieses Kontos ab: {said}. Verbinden Sie einen anderen unter Konten.',
  LOCKED_NOT_REACHED: 'Der Handelsplatz ist nicht erreichbar und wird weiter versucht: {said}.',
  LOCKED_RECONCILING:
    'Der Handel auf diesem Konto wartet, bis seine Orders und Ausführungen mit denen des Handelsplatzes verglichen sind.',
  LOCKED_TOO_MANY_ELSEWHERE:
    'Der Handelsplatz berichtet von mehr Orders, die nicht hier platziert wurden, als auf einmal aufgezeichnet werden. Die übrigen folgen, und der Handel auf diesem Konto wartet darauf.',
  LOCKED_ORDER_NOT_THERE:
    'Der Handelsplatz kennt Order {order} nicht, die hier offen ist. Gehört der Schlüssel zu einem anderen Konto?',
  LOCKED_NOT_RECONCILED:
    'Die Orders und Ausführungen dieses Kontos sind noch nicht mit denen des Handelsplatzes verglichen, was weiter versucht wird: {said}.',
  LOCKED_NOT_ANSWERED:
    'Die Orders und Ausführungen dieses Kontos sind noch nicht mit denen des Handelsplatzes verglichen, was weiter versucht wird. {why}',
  DISABLED: 'Nicht gesendet: Das Konto ist gesperrt. Freigegeben wird es unter „Konten“.',
  LIMIT_QUANTITY:
    'Nicht gesendet: Das Limit für die Menge einer Order ist {allowed}, und es wären {asked}. Geändert wird es unter „Limits“ im Panel Portfolio.',
  LIMIT_NOTIONAL:
    'Nicht gesendet: Das Limit für den Wert einer Order ist {allowed} {currency}, und es wären {asked} {currency}. Geändert wird es unter „Limits“ im Panel Portfolio.',
  LIMIT_PRICE_DISTANCE:
    'Nicht gesendet: Das Limit für den Abstand eines Preises vom Markt ist {allowed}, und es wären {asked}. Geändert wird es unter „Limits“ im Panel Portfolio.',
  LIMIT_OPEN_ORDERS:
    'Nicht gesendet: Das Limit für aktive Orders ist {allowed}, und es wären {asked}. Geändert wird es unter „Limits“ im Panel Portfolio.',
  LIMIT_NEEDS_PRICE:
    'Nicht gesendet: Der Marktpreis ist nicht bekannt, und das Limit für {limit, select, maxQuantity {die Menge einer Order} maxNotional {den Wert einer Order} maxPriceDistance {den Abstand eines Preises vom Markt} other {aktive Orders}} braucht einen. Geändert wird es unter „Limits“ im Panel Portfolio.',

  CANCELLED_ON_REQUEST: 'Auf Verlangen storniert.',
  GAVE_WAY_TO_OWN_ORDER:
    'Sie wich Ihrer eigenen Order {order}, einem ausgelösten Stop, der sonst mit ihr gehandelt hätte.',
  DAY_ENDED: 'Der Tag endete (UTC).',
  INTERRUPTED: 'Durch einen Neustart unterbrochen.',
  TOO_LITTLE_DEPTH: 'Alles oder nichts: Das Orderbuch hatte zu wenig.',
  BOOK_EXHAUSTED: 'Das Orderbuch gab nicht mehr her.',
  NO_MORE_AT_LIMIT: 'Das Orderbuch gab zum Limit nicht mehr her.',
  VENUE_NEVER_HAD_IT: 'Der Handelsplatz hatte sie nie.',
  ENDED_BEFORE_ANSWER: 'Das Programm endete, bevor der Handelsplatz antwortete.',
  ANSWER_NOT_RECORDED: 'Die Antwort des Handelsplatzes ließ sich nicht aufzeichnen.',

  ACCEPTED_AS: 'als {order}',
  FILL: '{quantity} zu {price}',
  OVERFILLED: '{quantity} mehr als aufgegeben',
  MARKET_UNSEEN:
    'Von {from} bis {to} war der Markt nicht durchgehend zu sehen: Was dann gehandelt wurde, hat sie weder ausgeführt noch ausgelöst',
  SAME_TERMS: 'dieselben Angaben',
  PLACED_ELSEWHERE: 'anderswo aufgegeben',
};
