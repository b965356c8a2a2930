import type { InstrumentInfo } from '#src/contract/market.ts';
import type { FillInfo, OrderEstimate, OrderEventInfo, OrderInfo } from '#src/contract/orders.ts';
import type {
  EquityPoint,
  PerformanceInfo,
  PositionInfo,
  PartialSumInfo,
  ValuationInfo,
} from '#src/contract/portfolio.ts';
import type { AlertInfo } from '#src/contract/state.ts';
import type { AccountInfo, PortfolioInfo } from '#src/contract/workspace.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { initialLiveState, type LiveState } from '#renderer/core/live-store.ts';
import { order, paper, position, tableWith } from '#test/renderer/core/records.ts';

/** What is the trader's own, and no one else's business; no two share their first digits, and no price has them. */
export const amounts = {
  quantity: '7.39184',
  filled: '2.11753',
  remaining: '5.27431',
  amendedFrom: '8.62915',
  needed: '31847.62',
  free: '29473.81',
  fillNotional: '190.5723',
  fee: '0.391746',
  held: '41.58273',
  entered: '52.91736',
  cost: '3741.92',
  value: '3743.84',
  unrealised: '286.47',
  realised: '1573.98',
  positionFee: '12.8463',
  net: '1561.13',
  cash: '48613.27',
  equity: '52355.46',
  fees: '392.86',
  income: '318.24',
  otherResult: '93.17',
  currencyEffect: '57.31',
  netProfit: '1867.59',
  deposited: '50487.87',
  dayProfit: '683.57',
  averageWin: '214.73',
  averageLoss: '158.39',
  drawdown: '1294.68',
  earlierEquity: '51928.34',
  estimated: '6652.65',
  estimatedFee: '6.652656',
  usual: '0.46192',
  typed: '64.0275',
  limitQuantity: '77.3819',
  limitWorth: '83615.94',
} as const;

const ltc: InstrumentInfo = {
  id: 'sim:LTC-USDT',
  venue: 'sim',
  symbol: 'LTC-USDT',
  kind: 'spot',
  base: 'LTC',
  quote: 'USDT',
  settle: 'USDT',
  tickSize: '0.01',
  lotSize: '0.00001',
  multiplier: '1',
  tradable: true,
};

const account: AccountInfo = { id: 'a1', portfolioId: 'p1', name: 'Swing', venue: 'sim', mode: 'paper' };
const portfolio: PortfolioInfo = {
  id: 'p1',
  name: 'Main',
  baseCurrency: 'USDT',
  lotMethod: 'FIFO',
  limits: { maxQuantity: amounts.limitQuantity, maxNotional: amounts.limitWorth },
};
const noon = Date.UTC(2026, 2, 10, 12);
const reason = `insufficient balance: needs ${amounts.needed} USDT, free ${amounts.free}`;

const working: OrderInfo = order('o1', {
  instrumentId: ltc.id,
  quantity: amounts.quantity,
  filledQuantity: amounts.filled,
  remainingQuantity: amounts.remaining,
  limitPrice: '90.00',
  averagePrice: '90.00',
  status: 'PARTIALLY_FILLED',
  createdAt: noon,
  updatedAt: noon,
});

const rejected: OrderInfo = order('o2', {
  instrumentId: ltc.id,
  quantity: amounts.amendedFrom,
  remainingQuantity: amounts.amendedFrom,
  limitPrice: '90.00',
  status: 'REJECTED',
  active: false,
  reason,
  createdAt: noon,
  updatedAt: noon,
});

const held: PositionInfo = position({
  instrumentId: ltc.id,
  quantity: amounts.held,
  enteredQuantity: amounts.entered,
  averagePrice: '90.00',
  mark: '90.00',
  marketValue: amounts.value,
  cost: amounts.cost,
  unrealised: amounts.unrealised,
  realised: amounts.realised,
  fees: [{ currency: 'USDT', amount: amounts.positionFee }],
  net: amounts.net,
  openedAt: noon,
  updatedAt: noon,
});

const fill: FillInfo = {
  id: 'f1',
  orderId: working.id,
  accountId: account.id,
  instrumentId: ltc.id,
  venueTradeId: 't1',
  side: 'BUY',
  quantity: amounts.filled,
  price: '90.00',
  notional: amounts.fillNotional,
  currency: 'USDT',
  fee: amounts.fee,
  feeCurrency: 'USDT',
  liquidity: 'TAKER',
  source: 'venue',
  time: noon,
};

function whole(total: string): PartialSumInfo {
  return { isWhole: true, total };
}

const valuation: ValuationInfo = {
  portfolioId: portfolio.id,
  currency: 'USDT',
  cash: whole(amounts.cash),
  marketValue: whole(amounts.value),
  equity: whole(amounts.equity),
  unrealised: whole(amounts.unrealised),
  realised: whole(amounts.realised),
  fees: whole(amounts.fees),
  income: whole(amounts.income),
  netProfit: whole(amounts.netProfit),
  other: whole(amounts.otherResult),
  currencyEffect: amounts.currencyEffect,
  deposited: whole(amounts.deposited),
  day: { from: noon, zone: 'UTC', profit: amounts.dayProfit, unknown: [] },
  maxDrawdown: amounts.drawdown,
  maxDrawdownShare: '0.02',
  balances: [
    { currency: 'USDT', amount: amounts.cash },
    { currency: 'LTC', amount: amounts.held },
  ],
  time: noon,
};

const performance: PerformanceInfo = {
  trades: 2,
  wins: 1,
  losses: 1,
  averageWin: amounts.averageWin,
  averageLoss: amounts.averageLoss,
  grossProfit: amounts.averageWin,
  grossLoss: amounts.averageLoss,
  leftOut: 0,
  estimated: 0,
  maxDrawdown: amounts.drawdown,
  maxDrawdownShare: '0.02',
};

const alert: AlertInfo = {
  id: 'alert',
  severity: 'warning',
  title: `An order for ${amounts.quantity} LTC is not confirmed`,
  message: `It may have filled: count with ${amounts.remaining} LTC more.`,
  time: noon,
};

const equity: readonly EquityPoint[] = [
  {
    time: noon - 86_400_000,
    equity: amounts.earlierEquity,
    cash: amounts.cash,
    deposited: amounts.deposited,
  },
];

const estimate: OrderEstimate = {
  problems: [],
  warnings: [
    {
      code: 'SIZE_UNUSUAL',
      of: 'quantity',
      asked: amounts.typed,
      usual: amounts.usual,
      times: '160',
      isLeast: false,
    },
    {
      code: 'EQUITY_SHARE',
      notional: amounts.estimated,
      equity: amounts.equity,
      share: '0.13',
      isLeast: false,
    },
    {
      code: 'CLOSED_ALREADY',
      held: amounts.held,
      working: amounts.remaining,
      orders: 1,
      excess: amounts.filled,
    },
  ],
  price: '90',
  notional: amounts.estimated,
  fee: amounts.estimatedFee,
  currency: 'USDT',
};

const happened = {
  source: 'trader',
  status: 'SUBMITTED',
  time: noon,
  receivedAt: noon,
} as const;
const events: OrderEventInfo[] = [
  { ...happened, sequence: 1, type: 'created', detail: `${amounts.amendedFrom} at 90`, changes: [] },
  {
    ...happened,
    sequence: 2,
    type: 'amended',
    detail: '',
    changes: [{ term: 'quantity', from: amounts.amendedFrom, to: amounts.quantity }],
  },
  { ...happened, sequence: 3, type: 'filled', detail: `${amounts.filled} at 90`, changes: [] },
];

let desks = 0;

/** The workspace that is open, of an id of its own: what is kept with one is not in the next. */
export function unusualState(): LiveState {
  desks += 1;
  return {
    ...initialLiveState,
    connection: { status: 'open', since: 0 },
    epoch: 'first',
    workspace: { ...paper, id: `unusual-${desks}` },
    accounts: [account],
    portfolios: [portfolio],
    instruments: { [ltc.id]: ltc },
    quotes: {
      [ltc.id]: { instrumentId: ltc.id, bid: '89.99', ask: '90.01', last: '90.00', time: Date.now() },
    },
    orders: tableWith(working),
    ended: tableWith(rejected),
    positions: tableWith(held),
    fills: tableWith(fill),
    valuations: { [portfolio.id]: valuation },
    alerts: [alert],
  };
}

const page = <Row>(rows: Row[]) => ok({ rows, total: rows.length, exact: true });

export const unusualAnswers: Partial<Handlers> = {
  'orders.estimate': async () => ok(estimate),
  'orders.available': async () => ok({ available: amounts.free, currency: 'USDT' }),
  'orders.page': async () => page([working, rejected]),
  'orders.history': async ({ orderId }) => ok({ order: orderId === working.id ? working : rejected, events }),
  'fills.page': async () => page([fill]),
  'positions.history': async () => page([{ ...held, id: 'p2', quantity: '0', closedAt: noon }]),
  'portfolio.summary': async () => ok({ valuation, performance }),
  'portfolio.equity': async () => ok({ points: [...equity], breaks: [] }),
  'market.candles': async () => ok({ candles: [], source: 'stored' }),
};
