import type { limit as english } from '#renderer/words/en/limit.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const limit: Translated<typeof english> = {
  title: 'Limits',
  lead: 'Für das Portfolio {name}. Eine Order oder Änderung jenseits eines Limits wird abgelehnt, bevor sie gesendet wird. Ein leeres Feld bedeutet kein Limit. Stornierungen werden nie abgelehnt, und Orders, die bereits aktiv sind, bleiben.',
  leave: 'Unverändert lassen',
  set: 'Limits setzen',
  maxQuantity: 'Menge einer Order',
  maxQuantity_says:
    'Eine Order über mehr wird abgelehnt. Gezählt werden Einheiten dessen, was gehandelt wird: 2 sind 2 BTC ebenso wie 2 DOGE.',
  maxNotional: 'Wert einer Order',
  maxNotional_says:
    'Eine Order von höherem Wert wird abgelehnt. Gezählt wird in der Währung, in der das Symbol bezahlt wird: USDT bei BTC/USDT, EUR bei BTC/EUR.',
  maxPriceDistance: 'Abstand vom Markt',
  maxPriceDistance_says:
    'Eine Order, deren Limit- oder Stop-Preis weiter entfernt ist, wird abgelehnt, auf beiden Seiten des Marktes.',
  maxOpenOrders: 'Aktive Orders',
  maxOpenOrders_says: 'Solange so viele Orders eines Kontos aktiv sind, wird eine weitere abgelehnt.',
  LIMIT_NOT_POSITIVE: 'Geben Sie mehr als null ein. Leer bedeutet kein Limit.',
  LIMIT_NOT_WHOLE: 'Geben Sie eine ganze Zahl ein.',
  LIMIT_TOO_LARGE: 'Das Höchste ist {maximum}. Leer bedeutet kein Limit.',
  liftedElsewhere:
    'Es wurde inzwischen in einem anderen Fenster aufgehoben. Leeren Sie das Feld oder geben Sie Ihres erneut ein.',
  setElsewhere:
    'Es wurde inzwischen in einem anderen Fenster auf {now} gesetzt. Übernehmen Sie das oder geben Sie Ihres erneut ein.',
  setting: 'Limits setzen',
};
