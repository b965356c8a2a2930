import type { ExchangeFill } from '#test/venues/exchange/order.ts';
import { unitsText } from '#test/venues/exchange/units.ts';
import { accountCall, type EndpointNeeds, type Endpoints } from './endpoint.ts';
import { filtersOf } from './exchange-info.ts';
import { ownTrade, queried } from './order-wire.ts';
import type { Parameters } from './parameters.ts';
import { Refused } from './refused.ts';

const dayMs = 86_400_000;
/** What `myTrades` takes together; the symbol is always there. */
const tradeQueries = new Set([
  '',
  'orderId',
  'startTime',
  'endTime',
  'fromId',
  'startTime endTime',
  'orderId fromId',
]);

export function accountEndpoints({ exchange, limits }: EndpointNeeds): Endpoints {
  function symbolOf(parameters: Parameters): string {
    const symbol = parameters.required('symbol');
    if (exchange.market(symbol) === undefined) throw new Refused(400, -1121, 'Invalid symbol.');
    return symbol;
  }

  function myTrades(parameters: Parameters, account: string): unknown {
    const symbol = symbolOf(parameters);
    const limit = parameters.limit(500, 1000);
    const { start, includes } = span(parameters);
    const fromId = parameters.whole('fromId');
    const orderId = parameters.whole('orderId');
    const asked = ['orderId', 'startTime', 'endTime', 'fromId'].filter((name) => parameters.has(name));
    if (!tradeQueries.has(asked.join(' '))) {
      throw new Refused(400, -1128, 'Combination of optional parameters invalid.');
    }
    parameters.finish();
    const isAsked = (fill: ExchangeFill) =>
      fill.symbol === symbol &&
      (orderId === undefined || fill.orderId === orderId) &&
      fill.tradeId >= (fromId ?? 0) &&
      includes(fill.at);
    const found = exchange.fills(account).filter(isAsked);
    return page(found, limit, fromId !== undefined || start !== undefined).map(ownTrade);
  }

  function commission(account: string) {
    const { maker, taker, discount } = exchange.feesOf(account);
    const none = { maker: unitsText(0n), taker: unitsText(0n), buyer: unitsText(0n), seller: unitsText(0n) };
    return {
      standardCommission: { ...none, maker: unitsText(maker), taker: unitsText(taker) },
      specialCommission: none,
      taxCommission: none,
      discount: {
        enabledForAccount: discount !== undefined,
        enabledForSymbol: true,
        discountAsset: discount?.asset ?? 'BNB',
        discount: unitsText(discount?.rate ?? 0n),
      },
    };
  }

  return {
    'account.status': accountCall(20, (parameters, { account, canTrade, canWithdraw }) => {
      const omitsZero = parameters.flag('omitZeroBalances') ?? false;
      parameters.finish();
      const { maker, taker } = exchange.feesOf(account);
      const balances = exchange.ledger.balances(account);
      return {
        makerCommission: Number(maker / 10_000n),
        takerCommission: Number(taker / 10_000n),
        buyerCommission: 0,
        sellerCommission: 0,
        commissionRates: {
          maker: unitsText(maker),
          taker: unitsText(taker),
          buyer: unitsText(0n),
          seller: unitsText(0n),
        },
        canTrade,
        canWithdraw,
        canDeposit: true,
        brokered: false,
        requireSelfTradePrevention: false,
        preventSor: false,
        updateTime: exchange.ledger.entries.at(-1)?.at ?? 0,
        accountType: 'SPOT',
        balances: balances
          .filter(({ free, locked }) => !omitsZero || free + locked > 0n)
          .map(({ asset, free, locked }) => ({ asset, free: unitsText(free), locked: unitsText(locked) })),
        permissions: ['SPOT'],
        uid: 354_937_868,
      };
    }),
    'openOrders.status': accountCall(
      (parameters) => (parameters.has('symbol') ? 6 : 80),
      (parameters, { account }) => {
        const symbol = parameters.has('symbol') ? symbolOf(parameters) : undefined;
        parameters.finish();
        return exchange
          .openOrders(account)
          .filter((order) => symbol === undefined || order.symbol === symbol)
          .map(queried);
      },
    ),
    allOrders: accountCall(20, (parameters, { account }) => {
      const symbol = symbolOf(parameters);
      const limit = parameters.limit(500, 1000);
      const { start, includes } = span(parameters);
      const orderId = parameters.whole('orderId');
      parameters.finish();
      const found = exchange
        .orders(account)
        .filter(
          (order) => order.symbol === symbol && order.id >= (orderId ?? 0) && includes(order.createdAt),
        );
      return page(found, limit, orderId !== undefined || start !== undefined).map(queried);
    }),
    myTrades: accountCall(
      (parameters) => (parameters.has('orderId') ? 5 : 20),
      (parameters, { account }) => myTrades(parameters, account),
    ),
    'order.amendments': accountCall(4, (parameters, { account }) => {
      const symbol = symbolOf(parameters);
      const id = Number(parameters.required('orderId'));
      const from = parameters.whole('fromExecutionId') ?? 0;
      const limit = parameters.limit(500, 1000);
      parameters.finish();
      const order = exchange.orders(account).find((known) => known.symbol === symbol && known.id === id);
      const amendments = order?.amendments ?? [];
      return amendments
        .filter(({ executionId }) => executionId >= from)
        .slice(0, limit)
        .map(({ executionId, at, clientOrderIds, quantities }) => ({
          symbol,
          orderId: id,
          executionId,
          origClientOrderId: clientOrderIds.before,
          newClientOrderId: clientOrderIds.after,
          origQty: unitsText(quantities.before),
          newQty: unitsText(quantities.after),
          time: at,
        }));
    }),
    'account.commission': accountCall(20, (parameters, { account }) => {
      const symbol = symbolOf(parameters);
      parameters.finish();
      return { symbol, ...commission(account) };
    }),
    'account.rateLimits.orders': accountCall(40, (parameters, { account }) => {
      parameters.finish();
      return limits.orderCounts(account);
    }),
    myFilters: accountCall(40, (parameters) => {
      const instrument = exchange.market(symbolOf(parameters))?.instrument;
      parameters.finish();
      return {
        exchangeFilters: [],
        symbolFilters: instrument === undefined ? [] : filtersOf(instrument),
        assetFilters: [],
      };
    }),
    'sapi.apiRestrictions': accountCall(1, (parameters, key) => {
      parameters.finish();
      return {
        ipRestrict: key.isAddressRestricted,
        createTime: key.createdAt,
        enableReading: key.canRead,
        enableWithdrawals: key.canWithdraw,
        enableInternalTransfer: false,
        enableMargin: false,
        enableFutures: false,
        permitsUniversalTransfer: false,
        enableVanillaOptions: false,
        enableFixApiTrade: false,
        enableFixReadOnly: false,
        enableSpotAndMarginTrading: key.canTrade,
        enablePortfolioMarginTrading: false,
      };
    }),
    'sapi.tradeFee': accountCall(1, (parameters, { account }) => {
      const symbols = parameters.has('symbol')
        ? [symbolOf(parameters)]
        : exchange.instruments().map(({ symbol }) => symbol);
      parameters.finish();
      const { maker, taker } = exchange.feesOf(account);
      return symbols.map((symbol) => ({
        symbol,
        makerCommission: unitsText(maker),
        takerCommission: unitsText(taker),
      }));
    }),
  };
}

function span(parameters: Parameters) {
  const [start, end] = [parameters.whole('startTime'), parameters.whole('endTime')];
  if (start !== undefined && end !== undefined && end - start > dayMs) {
    throw new Refused(400, -1127, 'More than 24 hours between startTime and endTime.');
  }
  return { start, end, includes: (at: number) => at >= (start ?? 0) && at <= (end ?? Infinity) };
}

/** The oldest of a list that begins somewhere, otherwise the newest; always oldest first. */
function page<Item>(items: readonly Item[], limit: number, hasBeginning: boolean): readonly Item[] {
  return hasBeginning ? items.slice(0, limit) : items.slice(-limit);
}
