import type { VenueClock } from './clock.ts';
import { createCrowd, type Crowd } from './crowd.ts';
import type { ExchangeEvent, Execution, OrderEvent } from './events.ts';
import type { Instrument, InstrumentStatus, Rules } from './instrument.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMarket, type Market } from './market.ts';
import { createMatching } from './matching.ts';
import { isOpen, remainingOf, type ExchangeFill, type ExchangeOrder, type OrderRequest } from './order.ts';
import { createPlacing, type Refusal } from './placing.ts';
import { crowd as crowdHolder, outside, type Fees } from './settlement.ts';
import { one } from './units.ts';

type Answer<Value> = { readonly value: Value } | { readonly refusal: Refusal };

export type AccountSetup = {
  readonly name: string;
  readonly fees: Fees;
  readonly balances: Readonly<Record<string, bigint>>;
};

export type ExchangeOptions = {
  readonly clock: VenueClock;
  readonly instruments: readonly Instrument[];
  readonly accounts: readonly AccountSetup[];
  /** Whether an order is refused while an open one of the account has its client order id. */
  readonly uniqueClientOrderIds?: boolean;
  /** Whether a post-only order that would take is refused, or taken and ended at once. */
  readonly postOnlyTaker?: 'refused' | 'ended';
};

export type Exchange = {
  readonly clock: VenueClock;
  readonly ledger: Ledger;
  readonly crowd: Crowd;
  instruments(): readonly Instrument[];
  market(symbol: string): Market | undefined;
  onEvent(listener: (event: ExchangeEvent) => void): () => void;
  feesOf(account: string): Fees;
  setFees(account: string, fees: Fees): void;
  /** Why the order would be refused; undefined when it would be taken. */
  check(account: string, request: OrderRequest): Refusal | undefined;
  place(account: string, request: OrderRequest): Answer<ExchangeOrder>;
  /** `requestId` is the cancel's own client order id. */
  cancel(order: ExchangeOrder, requestId: string): Answer<ExchangeOrder>;
  /** Reduces the quantity in place; a new client order id takes the place of the order's. */
  amend(order: ExchangeOrder, quantity: bigint, clientOrderId: string): Answer<OrderEvent>;
  /** All of an account, oldest first. */
  orders(account: string): readonly ExchangeOrder[];
  openOrders(account: string): readonly ExchangeOrder[];
  /** The latest that has, or had, that id. */
  find(account: string, symbol: string, clientOrderId: string): ExchangeOrder | undefined;
  fills(account: string): readonly ExchangeFill[];
  /** A deposit, or a withdrawal where the amount is negative. */
  transfer(account: string, asset: string, amount: bigint): void;
  setStatus(symbol: string, status: InstrumentStatus): void;
  setRules(symbol: string, rules: Partial<Rules>): void;
  /** Its open orders expire, and it trades no more. */
  delist(symbol: string): void;
};

/** A trading venue by itself: its orders, its matching and its books of account. It shares no code with the program. */
export function createExchange(options: ExchangeOptions): Exchange {
  const { clock } = options;
  const { now } = clock;
  const ledger = createLedger(now, new Set([crowdHolder, outside]));
  const markets = new Map(
    options.instruments.map((instrument, index) => [
      instrument.symbol,
      createMarket({ ...instrument }, index, now()),
    ]),
  );
  const fees = new Map<string, Fees>();
  const orders = new Map<string, ExchangeOrder[]>();
  const opened = new Map<string, Set<ExchangeOrder>>();
  const byClientOrderId = new Map<string, ExchangeOrder>();
  const fills = new Map<string, ExchangeFill[]>();
  const listeners = new Set<(event: ExchangeEvent) => void>();
  const touched = new Map<string, Set<string>>();
  let lastExecutionId = 0;

  const matching = createMatching({
    ledger,
    now,
    feesOf,
    worth: (asset, quote) => (asset === quote ? one : markets.get(`${asset}${quote}`)?.tape.lastPrice),
    tell: (market, order, execution, told) => void tell(market, order, execution, told),
    traded(market, { price, quantity, taker }) {
      const id = (market.lastTradeId += 1);
      const trade = { id, at: now(), price, quantity, isBuyerMaker: taker === 'SELL' };
      market.tape.add(trade);
      emit({ type: 'trade', symbol: market.instrument.symbol, trade });
      return id;
    },
    filled(fill) {
      listOf(fills, fill.account).push(fill);
      touch(fill.account, fill.feeAsset);
    },
  });
  const placing = createPlacing({
    ledger,
    now,
    isUnique: options.uniqueClientOrderIds ?? true,
    refusesTakers: options.postOnlyTaker !== 'ended',
    openOf,
    feesOf,
  });

  function feesOf(account: string): Fees {
    const own = fees.get(account);
    if (own === undefined) throw new Error(`the exchange has no account ${account}`);
    return own;
  }

  /** Those that have ended since are left out, and forgotten. */
  function openOf(account: string): ExchangeOrder[] {
    const open = opened.get(account) ?? new Set();
    opened.set(account, open);
    for (const order of open) if (!isOpen(order)) open.delete(order);
    return [...open];
  }

  function known(order: ExchangeOrder): void {
    byClientOrderId.set(`${order.account} ${order.symbol} ${order.clientOrderId}`, order);
  }

  function emit(event: ExchangeEvent): void {
    for (const listener of listeners) listener(event);
  }

  function tell(
    { instrument }: Market,
    order: ExchangeOrder,
    execution: Execution,
    more: Pick<OrderEvent, 'fill' | 'prevented' | 'request'> = {},
  ): OrderEvent {
    touch(order.account, instrument.base);
    touch(order.account, instrument.quote);
    const executionId = (lastExecutionId += 1);
    const event = { type: 'order', execution, executionId, at: now(), order: { ...order }, ...more } as const;
    emit(event);
    return event;
  }

  function touch(account: string, asset: string): void {
    const assets = touched.get(account) ?? new Set<string>();
    touched.set(account, assets.add(asset));
  }

  /** Wakes the stops that a change of the market has reached, and tells what it has done to balances and to the book. */
  function settled(market: Market): void {
    for (;;) {
      const reached = [...market.sleeping].find((order) => placing.isReached(market, order));
      if (reached === undefined) break;
      market.sleeping.delete(reached);
      if (reached.price === undefined && placing.lacksFunds(market, reached.account, reached)) {
        matching.expire(market, reached, 'REJECTED');
        continue;
      }
      reached.workingAt = now();
      tell(market, reached, 'NEW');
      matching.work(market, reached);
    }
    for (const [account, assets] of touched)
      emit({ type: 'balances', account, assets: [...assets], at: now() });
    touched.clear();
    const change = market.book.takeChange();
    if (change !== undefined) emit({ type: 'book', symbol: market.instrument.symbol, at: now(), change });
  }

  function placeOrder(account: string, request: OrderRequest): Answer<ExchangeOrder> {
    const market = markets.get(request.symbol);
    const refusal = placing.refusalOf(market, account, request);
    if (market === undefined || refusal !== undefined)
      return { refusal: refusal ?? { code: 'UNKNOWN_SYMBOL' } };
    const order = placing.accept(market, account, request);
    listOf(orders, account).push(order);
    openOf(account);
    opened.get(account)?.add(order);
    known(order);
    matching.adjustReserve(market, order);
    if (order.stop !== undefined) market.sleeping.add(order);
    else order.workingAt = now();
    tell(market, order, 'NEW');
    if (order.stop === undefined) matching.work(market, order);
    settled(market);
    return { value: order };
  }

  function cancel(order: ExchangeOrder, requestId: string): Answer<ExchangeOrder> {
    const market = marketOf(order.symbol);
    if (!isOpen(order)) return { refusal: { code: 'UNKNOWN_ORDER' } };
    if (market.instrument.status === 'BREAK') return { refusal: { code: 'MARKET_CLOSED' } };
    matching.release(market, order, 'CANCELED');
    const request = { clientOrderId: requestId, originalClientOrderId: order.clientOrderId };
    tell(market, order, 'CANCELED', { request });
    settled(market);
    return { value: order };
  }

  function amend(order: ExchangeOrder, quantity: bigint, clientOrderId: string): Answer<OrderEvent> {
    const market = marketOf(order.symbol);
    const refusal = placing.amendRefusalOf(market, order, quantity);
    if (refusal !== undefined) return { refusal };
    const request = { clientOrderId, originalClientOrderId: order.clientOrderId };
    const quantities = { before: order.quantity, after: quantity };
    order.quantity = quantity;
    order.clientOrderId = clientOrderId;
    known(order);
    order.updatedAt = now();
    const place = market.places.get(order.id);
    if (place !== undefined) {
      place.remaining = remainingOf(order);
      market.book.touch(place);
    }
    matching.adjustReserve(market, order);
    const event = tell(market, order, 'REPLACED', { request });
    const clientOrderIds = { before: request.originalClientOrderId, after: clientOrderId };
    order.amendments.push({ executionId: event.executionId, at: now(), clientOrderIds, quantities });
    settled(market);
    return { value: event };
  }

  function marketOf(symbol: string): Market {
    const market = markets.get(symbol);
    if (market === undefined) throw new Error(`the exchange has no instrument ${symbol}`);
    return market;
  }

  function transfer(account: string, asset: string, amount: bigint): void {
    ledger.post('transfer', [
      { holder: account, pocket: 'free', asset, amount },
      { holder: outside, pocket: 'free', asset, amount: -amount },
    ]);
  }

  for (const account of options.accounts) {
    fees.set(account.name, account.fees);
    for (const [asset, amount] of Object.entries(account.balances)) transfer(account.name, asset, amount);
  }

  return {
    clock,
    ledger,
    crowd: createCrowd({ marketOf, match: matching.match, settled }),
    instruments: () => [...markets.values()].map(({ instrument }) => instrument),
    market: (symbol) => markets.get(symbol),
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    feesOf,
    setFees: (account, changed) => void fees.set(account, changed),
    check: (account, request) => placing.refusalOf(markets.get(request.symbol), account, request),
    place: placeOrder,
    cancel,
    amend,
    orders: (account) => listOf(orders, account),
    openOrders: openOf,
    find: (account, symbol, clientOrderId) => byClientOrderId.get(`${account} ${symbol} ${clientOrderId}`),
    fills: (account) => listOf(fills, account),
    transfer(account, asset, amount) {
      transfer(account, asset, amount);
      emit({ type: 'transfer', account, asset, delta: amount, at: now() });
      emit({ type: 'balances', account, assets: [asset], at: now() });
    },
    setStatus(symbol, status) {
      marketOf(symbol).instrument.status = status;
    },
    setRules(symbol, rules) {
      const { instrument } = marketOf(symbol);
      instrument.rules = { ...instrument.rules, ...rules };
    },
    delist(symbol) {
      const market = marketOf(symbol);
      market.instrument.status = 'BREAK';
      for (const list of orders.values()) {
        for (const order of list) {
          if (order.symbol === symbol && isOpen(order)) matching.expire(market, order, 'EXCHANGE_CANCELED');
        }
      }
      settled(market);
    },
  };
}

function listOf<Item>(lists: Map<string, Item[]>, name: string): Item[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}
