import { expect } from 'vitest';

import { binance } from '#src/infrastructure/venues/binance/binance-config.ts';
import { kraken } from '#src/infrastructure/venues/kraken/kraken-config.ts';
import { sentId } from '#src/infrastructure/venues/kraken/client-id.ts';
import { clientOrderId as idOf } from '#src/domain/ids.ts';
import { numberOf } from '#test/venues/kraken/names.ts';
import * as krakens from '#test/venues/kraken/venue-harness.ts';
import { coinbase } from '#src/infrastructure/venues/coinbase/coinbase-config.ts';
import * as coinbases from '#test/venues/coinbase/venue-harness.ts';
import { numberOf as numberAtCoinbase } from '#test/venues/coinbase/order-wire.ts';
import { gemini } from '#src/infrastructure/venues/gemini/gemini-config.ts';
import { startVenue, traderKey } from '#test/venues/binance/venue-harness.ts';
import { orderIdOf, tradeIdOf } from '#test/venues/gemini/wire.ts';
import * as geminis from '#test/venues/gemini/venue-harness.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { judge } from '#test/venues/exchange/judge.ts';
import { draftId } from '#src/contract/values.ts';
import { desk } from './maintenance-desk.ts';

type Desk = Awaited<ReturnType<typeof desk>>;
type Placed = Awaited<ReturnType<Desk['handlers']['orders.place']>>;

/** The simulated venues with which the whole core is tried. */
const simulatedVenues = {
  async binance() {
    const simulated = await startVenue({}, startTime + 60_000);
    const { venue } = simulated;
    return {
      ...simulated,
      id: binance,
      symbol: 'BTCUSDT',
      market: 'BTCUSDT',
      settings: { restUrl: venue.restUrl, streamUrl: venue.streamUrl, apiUrl: venue.apiUrl },
      key: traderKey.apiKey,
      secret: 'hmac' in traderKey.secret ? traderKey.secret.hmac : '',
      fees: { makerFee: '0.001', takerFee: '0.001' },
      posted: '/api/v3/order',
      /** By which its faults know them. */
      placing: 'order.place',
      asking: ['order.status', 'openOrders.status', 'myTrades'],
      frames: 'executionReport',
      sentId: (id: string) => id,
      orderIdOf: (number: string) => number,
      tradeIdOf: (number: string) => number,
      placeElsewhere: (name: string, price: string) => simulated.limit({ newClientOrderId: name, price }),
      cancelElsewhere: (name: string) =>
        simulated.signed('DELETE', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: name }),
    };
  },
  async gemini() {
    const simulated = await geminis.startVenue({}, startTime + 60_000);
    const { venue } = simulated;
    return {
      ...simulated,
      id: gemini,
      symbol: 'BTCUSD',
      market: 'BTCUSD',
      settings: { restUrl: venue.restUrl, socketUrl: venue.socketUrl },
      key: geminis.traderKey.apiKey,
      secret: geminis.traderKey.secret,
      fees: { makerFee: '0.002', takerFee: '0.004' },
      posted: '/v1/order/new',
      placing: 'order/new',
      asking: ['order/status', 'orders', 'mytrades'],
      frames: 'orderUpdate',
      sentId: (id: string) => id,
      orderIdOf: (number: string) => String(orderIdOf(number)),
      tradeIdOf,
    };
  },
  async kraken() {
    const simulated = await krakens.startVenue({}, startTime + 60_000);
    const { venue } = simulated;
    return {
      ...simulated,
      id: kraken,
      symbol: 'BTC/USD',
      market: 'BTCUSD',
      settings: { restUrl: venue.restUrl, socketUrl: venue.socketUrl, privateUrl: venue.privateUrl },
      key: krakens.traderKey.apiKey,
      secret: krakens.traderKey.secret,
      fees: { makerFee: '0.0025', takerFee: '0.004' },
      posted: '/0/private/AddOrder',
      placing: 'AddOrder',
      asking: ['QueryOrders', 'OpenOrders', 'TradesHistory'],
      frames: 'executions',
      sentId: (id: string) => sentId(idOf(id)),
      orderIdOf: numberOf,
      tradeIdOf: numberOf,
    };
  },
  async coinbase() {
    const simulated = await coinbases.startVenue({}, startTime + 60_000);
    const { venue } = simulated;
    return {
      ...simulated,
      id: coinbase,
      symbol: 'BTC-USD',
      market: 'BTCUSD',
      settings: { restUrl: venue.restUrl, socketUrl: venue.socketUrl, userUrl: venue.userUrl },
      key: coinbases.traderKey.apiKey,
      secret: coinbases.traderKey.secret,
      fees: { makerFee: '0.004', takerFee: '0.006' },
      posted: '/api/v3/brokerage/orders',
      placing: 'orders',
      asking: ['historical', 'batch', 'fills'],
      frames: 'user',
      sentId: (id: string) => id,
      orderIdOf: numberAtCoinbase,
      tradeIdOf: numberAtCoinbase,
    };
  },
} as const;
export type LiveVenue = keyof typeof simulatedVenues;
export const liveVenues: readonly LiveVenue[] = ['binance', 'gemini', 'kraken', 'coinbase'];

/** The whole core with an account at a simulated venue, on which trading is not locked. */
export async function liveDesk(at: LiveVenue = 'binance') {
  const simulated = await simulatedVenues[at]();
  const { venue, exchange, symbol, market } = simulated;
  const core = await desk(undefined, { venueSettings: { [simulated.id]: simulated.settings } });
  const { handlers } = core;
  const instrumentId = `${simulated.id}:${symbol}`;
  const made = await handlers['workspaces.createPaper']({
    name: 'Live',
    venue: 'sim',
    baseCurrency: 'USDT',
    deposit: '1000',
    makerFee: '0',
    takerFee: '0',
    lotMethod: 'AVERAGE',
  });
  if (!made.ok) throw new Error(made.error.code);
  const workspace = made.value.id;

  async function state() {
    const told = await handlers['state.snapshot']({});
    if (!told.ok) throw new Error('no state');
    return told.value;
  }
  const account = async () => (await state()).accounts.find(({ mode }) => mode === 'live');
  const locked = async () => (await account())?.locked;

  const portfolioId = (await state()).portfolios[0]?.id ?? '';
  const added = await handlers['accounts.add']({
    name: 'Ann',
    portfolio: { id: portfolioId },
    trades: { mode: 'live', venue: simulated.id, environment: 'simulated', ...simulated.fees },
  });
  if (!added.ok) throw new Error(JSON.stringify(added.error));
  const accountId = added.value.id;

  const connect = () =>
    handlers['keys.connect']({
      accountId,
      venue: simulated.id,
      environment: 'simulated',
      key: simulated.key,
      secret: simulated.secret,
      place: 'session',
    });

  /** Both clocks, since time passes everywhere. */
  async function advance(milliseconds: number): Promise<void> {
    simulated.clock.advance(milliseconds);
    await core.clock.advance(milliseconds);
  }

  /** Time goes on until it is so. */
  async function until(isSo: () => Promise<boolean>, step = 500): Promise<void> {
    await expect
      .poll(
        async () => {
          if (await isSo()) return true;
          await advance(step);
          return false;
        },
        { timeout: 25_000, interval: 5 },
      )
      .toBe(true);
  }
  async function isListed(): Promise<boolean> {
    const listed = await handlers['instruments.list']({});
    return listed.ok && listed.value.some(({ id }) => id === instrumentId);
  }
  const unlocked = () =>
    until(
      async () => (await account()) !== undefined && (await locked()) === undefined && (await isListed()),
    );

  function place(
    terms: { side?: 'BUY' | 'SELL'; quantity?: string; limitPrice?: string } = {},
  ): Promise<Placed> {
    const { side = 'BUY', quantity = '1', limitPrice } = terms;
    return handlers['orders.place']({
      accountId,
      instrumentId,
      side,
      type: limitPrice === undefined ? 'MARKET' : 'LIMIT',
      quantity,
      limitPrice,
      timeInForce: 'GTC',
      draftId: draftId.parse(crypto.randomUUID()),
    });
  }

  async function orders() {
    const page = await handlers['orders.page']({
      limit: 100,
      filter: { accountId },
      sort: { by: 'time', direction: 'ascending' },
    });
    if (!page.ok) throw new Error(page.error.code);
    return page.value.rows;
  }

  async function fills() {
    const page = await handlers['fills.page']({
      limit: 200,
      filter: { accountId },
      direction: 'ascending',
    });
    if (!page.ok) throw new Error(page.error.code);
    return page.value.rows;
  }

  /** By the exchange's own books. An adopted order is claimed under the name that it has there. */
  async function verdict() {
    const named = new Map(
      exchange.orders('ann').map((order) => [`${order.symbol} ${order.id}`, order.clientOrderId]),
    );
    const nameOf = ({ external, brokerOrderId, clientOrderId }: Awaited<ReturnType<typeof orders>>[number]) =>
      external
        ? (named.get(`${market} ${simulated.orderIdOf(brokerOrderId ?? '')}`) ?? '')
        : simulated.sentId(clientOrderId);
    const all = await orders();
    const names = new Map(all.map((order) => [order.clientOrderId, nameOf(order)]));
    return judge(exchange, 'ann', {
      orders: all.map((order) => ({
        clientOrderId: nameOf(order),
        isOpen: ['PENDING', 'UNCONFIRMED', 'SUBMITTED', 'PARTIALLY_FILLED'].includes(order.status),
        executed: order.filledQuantity,
      })),
      fills: (await fills()).map(({ clientOrderId = '', venueTradeId, price, quantity, fee }) => ({
        clientOrderId: names.get(clientOrderId) ?? '',
        tradeId: simulated.tradeIdOf(venueTradeId),
        price,
        quantity,
        fee: fee ?? '',
      })),
    });
  }

  return {
    ...simulated,
    ...core,
    instrumentId,
    clock: core.clock,
    workspace,
    accountId,
    state,
    locked,
    connect,
    advance,
    until,
    unlocked,
    place,
    orders,
    fills,
    verdict,
    /** How many orders were asked for, however often. */
    posts: () =>
      venue.requests.filter(({ method, path }) => method === 'POST' && path === simulated.posted).length,
  };
}

export const nothingWrong = { lost: [], twice: [], wrong: [], missed: [], doubled: [] };
