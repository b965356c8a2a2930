import { accounts } from '#renderer/words/de/accounts.ts';
import { activity } from '#renderer/words/de/activity.ts';
import { alert } from '#renderer/words/de/alert.ts';
import { alertList } from '#renderer/words/de/alert-list.ts';
import { balance } from '#renderer/words/de/balance.ts';
import { base } from '#renderer/words/de/base.ts';
import { chart } from '#renderer/words/de/chart.ts';
import { column } from '#renderer/words/de/column.ts';
import { compare } from '#renderer/words/de/compare.ts';
import { day } from '#renderer/words/de/day.ts';
import { entries } from '#renderer/words/de/entries.ts';
import { finding } from '#renderer/words/de/finding.ts';
import { firstPage } from '#renderer/words/de/first-page.ts';
import { gains } from '#renderer/words/de/gains.ts';
import { grid } from '#renderer/words/de/grid.ts';
import { holding } from '#renderer/words/de/holding.ts';
import { imports } from '#renderer/words/de/imports.ts';
import { keys } from '#renderer/words/de/keys.ts';
import { layout } from '#renderer/words/de/layout.ts';
import { leaving } from '#renderer/words/de/leaving.ts';
import { limit } from '#renderer/words/de/limit.ts';
import { maintenance } from '#renderer/words/de/maintenance.ts';
import { news } from '#renderer/words/de/news.ts';
import { order } from '#renderer/words/de/order.ts';
import { orders } from '#renderer/words/de/orders.ts';
import { palette } from '#renderer/words/de/palette.ts';
import { panelMenu } from '#renderer/words/de/panel-menu.ts';
import { portfolio } from '#renderer/words/de/portfolio.ts';
import { position } from '#renderer/words/de/position.ts';
import { price } from '#renderer/words/de/price.ts';
import { problem } from '#renderer/words/de/problem.ts';
import { rates } from '#renderer/words/de/rates.ts';
import { reason } from '#renderer/words/de/reason.ts';
import { results } from '#renderer/words/de/results.ts';
import { returns } from '#renderer/words/de/returns.ts';
import { row } from '#renderer/words/de/row.ts';
import { settings } from '#renderer/words/de/settings.ts';
import { settle } from '#renderer/words/de/settle.ts';
import { store } from '#renderer/words/de/store.ts';
import { task } from '#renderer/words/de/task.ts';
import { tableCommand } from '#renderer/words/de/table-command.ts';
import { terms } from '#renderer/words/de/terms.ts';
import { ticket } from '#renderer/words/de/ticket.ts';
import { warning } from '#renderer/words/de/warning.ts';
import { watchlist } from '#renderer/words/de/watchlist.ts';

/** What its parts say: it comes with the first of them. */
export const deLater = {
  accounts,
  activity,
  alert,
  alertList,
  balance,
  base,
  chart,
  column,
  compare,
  day,
  entries,
  finding,
  firstPage,
  gains,
  grid,
  holding,
  imports,
  keys,
  layout,
  leaving,
  limit,
  maintenance,
  news,
  order,
  orders,
  palette,
  panelMenu,
  portfolio,
  position,
  price,
  problem,
  rates,
  reason,
  results,
  returns,
  row,
  settings,
  settle,
  store,
  task,
  tableCommand,
  terms,
  ticket,
  warning,
  watchlist,
};
