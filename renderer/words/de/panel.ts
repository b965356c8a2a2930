import type { panel as english } from '#renderer/words/en/panel.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const panel: Translated<typeof english> = {
  watchlist: 'Watchlist',
  ticket: 'Orderticket',
  chart: 'Chart',
  orders: 'Orders',
  positions: 'Positionen',
  fills: 'Ausführungen',
  portfolio: 'Portfolio',
  results: 'Ergebnisse',
  loading_watchlist: 'Die Watchlist wird geladen …',
  loading_ticket: 'Das Orderticket wird geladen …',
  loading_chart: 'Der Chart wird geladen …',
  loading_orders: 'Die Orders werden geladen …',
  loading_positions: 'Die Positionen werden geladen …',
  loading_fills: 'Die Ausführungen werden geladen …',
  loading_portfolio: 'Das Portfolio wird geladen …',
  loading_results: 'Die Ergebnisse werden geladen …',
  goTo: 'Gehe zu {name}',
  openOne: 'Neues Panel: {name}',
  numbered: '{name} {number}',
  menu: 'Das Menü des Panels',
  commands: 'Die Befehle der Panels',
  resetLayout: 'Anordnung zurücksetzen',
  layoutUnusable: 'Die gesicherte Anordnung ist nicht verwendbar',
  layoutUnusableMeaning:
    'Die Panels sind wie am Anfang angeordnet. Orders, Geld und andere Einstellungen sind nicht betroffen.',
};
