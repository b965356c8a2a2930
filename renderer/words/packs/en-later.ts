import { accounts } from '#renderer/words/en/accounts.ts';
import { activity } from '#renderer/words/en/activity.ts';
import { alert } from '#renderer/words/en/alert.ts';
import { alertList } from '#renderer/words/en/alert-list.ts';
import { balance } from '#renderer/words/en/balance.ts';
import { base } from '#renderer/words/en/base.ts';
import { chart } from '#renderer/words/en/chart.ts';
import { column } from '#renderer/words/en/column.ts';
import { compare } from '#renderer/words/en/compare.ts';
import { day } from '#renderer/words/en/day.ts';
import { entries } from '#renderer/words/en/entries.ts';
import { finding } from '#renderer/words/en/finding.ts';
import { firstPage } from '#renderer/words/en/first-page.ts';
import { gains } from '#renderer/words/en/gains.ts';
import { grid } from '#renderer/words/en/grid.ts';
import { holding } from '#renderer/words/en/holding.ts';
import { imports } from '#renderer/words/en/imports.ts';
import { keys } from '#renderer/words/en/keys.ts';
import { layout } from '#renderer/words/en/layout.ts';
import { leaving } from '#renderer/words/en/leaving.ts';
import { limit } from '#renderer/words/en/limit.ts';
import { maintenance } from '#renderer/words/en/maintenance.ts';
import { news } from '#renderer/words/en/news.ts';
import { order } from '#renderer/words/en/order.ts';
import { orders } from '#renderer/words/en/orders.ts';
import { palette } from '#renderer/words/en/palette.ts';
import { panelMenu } from '#renderer/words/en/panel-menu.ts';
import { portfolio } from '#renderer/words/en/portfolio.ts';
import { position } from '#renderer/words/en/position.ts';
import { price } from '#renderer/words/en/price.ts';
import { problem } from '#renderer/words/en/problem.ts';
import { rates } from '#renderer/words/en/rates.ts';
import { reason } from '#renderer/words/en/reason.ts';
import { results } from '#renderer/words/en/results.ts';
import { returns } from '#renderer/words/en/returns.ts';
import { row } from '#renderer/words/en/row.ts';
import { settings } from '#renderer/words/en/settings.ts';
import { settle } from '#renderer/words/en/settle.ts';
import { store } from '#renderer/words/en/store.ts';
import { task } from '#renderer/words/en/task.ts';
import { tableCommand } from '#renderer/words/en/table-command.ts';
import { terms } from '#renderer/words/en/terms.ts';
import { ticket } from '#renderer/words/en/ticket.ts';
import { warning } from '#renderer/words/en/warning.ts';
import { watchlist } from '#renderer/words/en/watchlist.ts';

/** What its parts say: it comes with the first of them. */
export const enLater = {
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
