import { accountModes, environments, lotMethods, type Account, type Portfolio } from '#src/domain/account.ts';
import { accountId, credentialId, currency, portfolioId, venueId } from '#src/domain/ids.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type {
  AccountRow,
  EquitySnapshotRow,
  PortfolioRow,
} from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';
import {
  decimalIn,
  decimalText,
  flagIn,
  nameIn,
  oneOf,
  optionalDecimalIn,
  optionalWholeIn,
  orNull,
  wholeIn,
} from './row-values.ts';

const lotMethodIn = oneOf('portfolios.lot_method', lotMethods);
const accountModeIn = oneOf('accounts.mode', accountModes);
const environmentIn = oneOf('accounts.environment', environments);

export function portfolioToRow(portfolio: Portfolio): PortfolioRow {
  const { limits } = portfolio;
  return {
    id: portfolio.id,
    name: portfolio.name,
    base_currency: portfolio.baseCurrency,
    lot_method: portfolio.lotMethod,
    max_quantity: decimalText(limits.maxQuantity),
    max_notional: decimalText(limits.maxNotional),
    max_price_distance: decimalText(limits.maxPriceDistance),
    max_open_orders: orNull(limits.maxOpenOrders),
    created_at: portfolio.createdAt,
  };
}

export function portfolioFromRow(row: PortfolioRow): Portfolio {
  return {
    id: portfolioId(row.id),
    name: nameIn(row.name),
    baseCurrency: currency(row.base_currency),
    lotMethod: lotMethodIn(row.lot_method),
    limits: {
      maxQuantity: optionalDecimalIn('portfolios.max_quantity', row.max_quantity),
      maxNotional: optionalDecimalIn('portfolios.max_notional', row.max_notional),
      maxPriceDistance: optionalDecimalIn('portfolios.max_price_distance', row.max_price_distance),
      maxOpenOrders: optionalWholeIn('portfolios.max_open_orders', row.max_open_orders),
    },
    createdAt: wholeIn('portfolios.created_at', row.created_at),
  };
}

export function accountToRow(account: Account): AccountRow {
  return {
    id: account.id,
    portfolio_id: account.portfolioId,
    name: account.name,
    venue: account.venue,
    environment: orNull(account.environment),
    mode: account.mode,
    credential: orNull(account.credential),
    disabled_at: orNull(account.disabledAt),
    maker_fee: decimalText(account.fees.maker),
    taker_fee: decimalText(account.fees.taker),
    may_borrow: account.mayBorrow ? 1 : 0,
    dead_mans_switch: account.deadMansSwitch ? 1 : 0,
    created_at: account.createdAt,
  };
}

export function accountFromRow(row: AccountRow): Account {
  return {
    id: accountId(row.id),
    portfolioId: portfolioId(row.portfolio_id),
    name: nameIn(row.name),
    venue: venueId(row.venue),
    environment: row.environment === null ? undefined : environmentIn(row.environment),
    mode: accountModeIn(row.mode),
    credential: row.credential === null ? undefined : credentialId(row.credential),
    disabledAt: optionalWholeIn('accounts.disabled_at', row.disabled_at),
    fees: {
      maker: decimalIn('accounts.maker_fee', row.maker_fee),
      taker: decimalIn('accounts.taker_fee', row.taker_fee),
    },
    mayBorrow: flagIn('accounts.may_borrow', row.may_borrow),
    deadMansSwitch: flagIn('accounts.dead_mans_switch', row.dead_mans_switch),
    createdAt: wholeIn('accounts.created_at', row.created_at),
  };
}

export function snapshotToRow(snapshot: EquitySnapshot): EquitySnapshotRow {
  return {
    portfolio_id: snapshot.portfolioId,
    time: snapshot.time,
    equity: decimalText(snapshot.equity),
    cash: decimalText(snapshot.cash),
    market_value: decimalText(snapshot.marketValue),
    realised: decimalText(snapshot.realised),
    unrealised: decimalText(snapshot.unrealised),
    fees: decimalText(snapshot.fees),
    deposited: decimalText(snapshot.deposited),
  };
}

export function snapshotFromRow(row: EquitySnapshotRow): EquitySnapshot {
  return {
    portfolioId: portfolioId(row.portfolio_id),
    time: wholeIn('equity_snapshots.time', row.time),
    equity: optionalDecimalIn('equity_snapshots.equity', row.equity),
    cash: optionalDecimalIn('equity_snapshots.cash', row.cash),
    marketValue: optionalDecimalIn('equity_snapshots.market_value', row.market_value),
    realised: optionalDecimalIn('equity_snapshots.realised', row.realised),
    unrealised: optionalDecimalIn('equity_snapshots.unrealised', row.unrealised),
    fees: optionalDecimalIn('equity_snapshots.fees', row.fees),
    deposited: optionalDecimalIn('equity_snapshots.deposited', row.deposited),
  };
}
