import { expect } from 'vitest';

import { binance } from '#src/infrastructure/venues/binance/binance-config.ts';
import { startVenue, traderKey } from '#test/venues/binance/venue-harness.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { judge } from '#test/venues/exchange/judge.ts';
import { draftId } from '#src/contract/values.ts';
import { desk } from './maintenance-desk.ts';

type Desk = Awaited<ReturnType<typeof desk>>;
type Placed = Awaited<ReturnType<Desk['handlers']['orders.place']>>;

/** The whole core with an account at a simulated venue, on which trading is not locked. */
export async function liveDesk() {
  const simulated = await startVenue({}, startTime + 60_000);
  const { venue, exchange } = simulated;
  const core = await desk(undefined, {
    venueSettings: {
      [binance]: { restUrl: venue.restUrl, streamUrl: venue.streamUrl, apiUrl: venue.apiUrl },
    },
  });
  const { handlers } = core;
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
    trades: { mode: 'live', venue: binance, environment: 'simulated', makerFee: '0.001', takerFee: '0.001' },
  });
  if (!added.ok) throw new Error(JSON.stringify(added.error));
  const accountId = added.value.id;

  const connect = () =>
    handlers['keys.connect']({
      accountId,
      venue: binance,
      environment: 'simulated',
      key: traderKey.apiKey,
      secret: 'hmac' in traderKey.secret ? traderKey.secret.hmac : '',
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
    return listed.ok && listed.value.some(({ id }) => id === 'binance:BTCUSDT');
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
      instrumentId: 'binance:BTCUSDT',
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
    const nameOf = ({
      external,
      instrumentId,
      brokerOrderId,
      clientOrderId,
    }: Awaited<ReturnType<typeof orders>>[number]) =>
      external ? (named.get(`${instrumentId.split(':')[1]} ${brokerOrderId}`) ?? '') : clientOrderId;
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
        tradeId: venueTradeId,
        price,
        quantity,
        fee: fee ?? '',
      })),
    });
  }

  return {
    ...simulated,
    ...core,
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
      venue.requests.filter(({ method, path }) => method === 'POST' && path === '/api/v3/order').length,
  };
}

export const nothingWrong = { lost: [], twice: [], wrong: [], missed: [], doubled: [] };
