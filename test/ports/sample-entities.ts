import { heldOf } from '#src/domain/held.ts';
import type { HeldId } from '#src/domain/ids.ts';
import type { Account, Portfolio } from '#src/domain/account.ts';
import type { RecordedAssertion } from '#src/domain/balance-assertion.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import {
  accountId,
  balanceAssertionId,
  clientOrderId,
  currency,
  fillIdOf,
  instrumentId,
  ledgerEntryId,
  orderId,
  portfolioId,
  venueId,
} from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { MovementRate } from '#src/domain/paid-in.ts';
import { newOrder, type Order } from '#src/domain/order.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export const main = accountId('main');
export const other = accountId('other');
export const btc = instrumentId('binance:BTCUSDT');
export const eth = instrumentId('binance:ETHUSDT');
/** The same symbol on another venue. */
export const btcElsewhere = instrumentId('gemini:BTCUSDT');
export const usdt = currency('USDT');
export const startTime = Date.UTC(2026, 0, 5, 9, 30);

export function decimal(text: string): Decimal {
  return Decimal.from(text);
}

export const portfolio: Portfolio = {
  id: portfolioId('portfolio'),
  name: 'Trading',
  baseCurrency: usdt,
  lotMethod: 'FIFO',
  limits: { ...noLimits, maxNotional: decimal('10000.5'), maxOpenOrders: 20 },
  createdAt: startTime,
};

export function sampleAccount(id: Account['id']): Account {
  return {
    id,
    portfolioId: portfolio.id,
    name: `Account ${id}`,
    venue: venueId('binance'),
    environment: 'live',
    mode: 'paper',
    credential: undefined,
    disabledAt: undefined,
    fees: { maker: decimal('0.001'), taker: decimal('0.0015') },
    deadMansSwitch: false,
    mayBorrow: true,
    createdAt: startTime,
  };
}

/** What an account holds that has the sample instrument. */
export function heldBy(id: Instrument['id']): HeldId {
  return heldOf(sampleInstrument(id));
}

export function sampleInstrument(id: Instrument['id']): Instrument {
  const [venue = '', symbol = ''] = id.split(':');
  return {
    id,
    venue: venueId(venue),
    symbol,
    kind: 'spot',
    base: currency(symbol.slice(0, 3)),
    quote: usdt,
    settle: usdt,
    tickSize: decimal('0.01'),
    lotSize: decimal('0.00001'),
    minQuantity: decimal('0.00001'),
    maxQuantity: undefined,
    minNotional: decimal('5'),
    multiplier: Decimal.one,
    tradable: true,
  };
}

/** A coin, or money, in another. */
export function samplePair(base: string, quote: string): Instrument {
  const symbol = `${base}${quote}`;
  const [of, settle] = [currency(base), currency(quote)];
  return { ...sampleInstrument(instrumentId(`binance:${symbol}`)), symbol, base: of, quote: settle, settle };
}

/** The portfolio, accounts and instruments that the other samples refer to. */
export async function furnish(record: RecordStore): Promise<void> {
  await record.transact(async (unit) => {
    await unit.portfolios.save(portfolio);
    await unit.accounts.save(sampleAccount(main));
    await unit.accounts.save(sampleAccount(other));
    await unit.instruments.saveMany([btc, eth, btcElsewhere].map(sampleInstrument));
  });
}

export function sampleOrder(number: number, changes: Partial<Order> = {}): Order {
  const order = newOrder({
    id: orderId(`order-${number}`),
    clientOrderId: clientOrderId(`td-${number}`),
    accountId: main,
    instrumentId: btc,
    side: 'BUY',
    type: 'LIMIT',
    quantity: decimal('1.5'),
    limitPrice: decimal('42000.1'),
    stopPrice: undefined,
    timeInForce: 'GTC',
    createdAt: startTime + number,
    replaces: undefined,
    strategy: undefined,
    draftId: undefined,
  });
  return { ...order, ...changes };
}

export function sampleFill(number: number, changes: Partial<Omit<Fill, 'id'>> = {}): Fill {
  const fill: Omit<Fill, 'id'> = {
    accountId: main,
    instrumentId: btc,
    orderId: undefined,
    venueTradeId: String(1000 + number),
    side: 'BUY',
    quantity: decimal('0.5'),
    price: decimal('42000.1'),
    fee: { currency: usdt, amount: decimal('21.00005') },
    liquidity: 'TAKER',
    source: 'venue',
    venueSequence: undefined,
    place: undefined,
    time: startTime + number,
    receivedAt: startTime + number + 5,
    ...changes,
  };
  return { ...fill, id: fillIdOf(fill.accountId, fill.instrumentId, fill.venueTradeId) };
}

export function sampleEntry(number: number, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    id: ledgerEntryId(`entry-${number}`),
    accountId: main,
    type: 'deposit',
    time: startTime + number,
    cash: { currency: usdt, amount: decimal('100.1') },
    instrumentId: undefined,
    quantity: undefined,
    note: undefined,
    ...changes,
  };
}

/** Of what `sampleEntry` of that number moved. */
export function sampleRate(entry: number, rate = '60000', changes: Partial<MovementRate> = {}): MovementRate {
  return {
    movementId: ledgerEntryId(`entry-${entry}`),
    accountId: main,
    currency: currency('BTC'),
    into: usdt,
    rate: decimal(rate),
    source: 'venue',
    pricedBy: btc,
    recordedAt: startTime + 1_000,
    revises: false,
    ...changes,
  };
}

/** Half a coin at the end of the first day. */
export function sampleAssertion(number: number, changes: Partial<RecordedAssertion> = {}): RecordedAssertion {
  return {
    id: balanceAssertionId(`stated-${number}`),
    accountId: main,
    asset: { kind: 'currency', currency: currency('BTC') },
    day: '2026-01-05',
    zone: 'UTC',
    until: Date.UTC(2026, 0, 6),
    quantity: decimal('0.5'),
    places: 1,
    recordedAt: startTime + 1_000,
    replaces: undefined,
    ...changes,
  };
}
