import type { Instrument } from '#test/venues/exchange/instrument.ts';
import { unitsText } from '#test/venues/exchange/units.ts';
import { defaultSelfTradePrevention, selfTradePreventions } from './order-request.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An instrument as `exchangeInfo` describes it. */
export function symbolInfo(instrument: Instrument): Fields {
  const { symbol, status, base, quote } = instrument;
  return {
    symbol,
    status,
    baseAsset: base,
    baseAssetPrecision: 8,
    quoteAsset: quote,
    quotePrecision: 8,
    quoteAssetPrecision: 8,
    baseCommissionPrecision: 8,
    quoteCommissionPrecision: 8,
    orderTypes: [
      'LIMIT',
      'LIMIT_MAKER',
      'MARKET',
      'STOP_LOSS',
      'STOP_LOSS_LIMIT',
      'TAKE_PROFIT',
      'TAKE_PROFIT_LIMIT',
    ],
    icebergAllowed: false,
    ocoAllowed: false,
    otoAllowed: false,
    opoAllowed: false,
    quoteOrderQtyMarketAllowed: true,
    allowTrailingStop: false,
    cancelReplaceAllowed: true,
    amendAllowed: true,
    pegInstructionsAllowed: false,
    isSpotTradingAllowed: true,
    isMarginTradingAllowed: false,
    filters: filtersOf(instrument),
    permissions: [],
    permissionSets: [['SPOT']],
    defaultSelfTradePreventionMode: defaultSelfTradePrevention,
    allowedSelfTradePreventionModes: selfTradePreventions,
  };
}

export function filtersOf({ rules }: Instrument): readonly Fields[] {
  return [
    {
      filterType: 'PRICE_FILTER',
      minPrice: unitsText(rules.minPrice),
      maxPrice: unitsText(rules.maxPrice),
      tickSize: unitsText(rules.tick),
    },
    {
      filterType: 'LOT_SIZE',
      minQty: unitsText(rules.minQuantity),
      maxQty: unitsText(rules.maxQuantity),
      stepSize: unitsText(rules.step),
    },
    { filterType: 'ICEBERG_PARTS', limit: 10 },
    {
      filterType: 'MARKET_LOT_SIZE',
      minQty: unitsText(rules.marketMinQuantity),
      maxQty: unitsText(rules.marketMaxQuantity),
      stepSize: unitsText(rules.marketStep),
    },
    {
      filterType: 'TRAILING_DELTA',
      minTrailingAboveDelta: 10,
      maxTrailingAboveDelta: 2000,
      minTrailingBelowDelta: 10,
      maxTrailingBelowDelta: 2000,
    },
    {
      filterType: 'PERCENT_PRICE_BY_SIDE',
      bidMultiplierUp: factor(rules.bidUp),
      bidMultiplierDown: factor(rules.bidDown),
      askMultiplierUp: factor(rules.askUp),
      askMultiplierDown: factor(rules.askDown),
      avgPriceMins: rules.averageMinutes,
    },
    {
      filterType: 'NOTIONAL',
      minNotional: unitsText(rules.minNotional),
      applyMinToMarket: rules.applyMinToMarket,
      maxNotional: unitsText(rules.maxNotional),
      applyMaxToMarket: rules.applyMaxToMarket,
      avgPriceMins: rules.averageMinutes,
    },
    { filterType: 'MAX_NUM_ORDERS', maxNumOrders: rules.maxOrders },
    { filterType: 'MAX_NUM_ORDER_LISTS', maxNumOrderLists: 20 },
    { filterType: 'MAX_NUM_ALGO_ORDERS', maxNumAlgoOrders: rules.maxStopOrders },
    { filterType: 'MAX_NUM_ORDER_AMENDS', maxNumOrderAmends: rules.maxAmends },
    ...(rules.maxPosition > 0n
      ? [{ filterType: 'MAX_POSITION', maxPosition: unitsText(rules.maxPosition) }]
      : []),
  ];
}

/** Binance writes them without the zeros at the end. */
function factor(value: bigint): string {
  return unitsText(value).replace(/\.?0+$/, '');
}
