import { noneGiven } from '#src/application/portfolio/given-prices.ts';
import { expect, test } from 'vitest';
import { rateInto, type PriceNeeds } from '#src/application/portfolio/value-portfolio.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, instrumentId, portfolioId } from '#src/domain/ids.ts';
import { instrumentOf, usdt } from '#test/domain/arbitraries.ts';

const bnb = currency('BNB');
const [quiet, live] = ['quiet', 'live'].map((venue) =>
  instrumentOf({ id: instrumentId(`${venue}:BNB-USDT`), base: bnb, quote: usdt }),
);
const portfolio = {
  id: portfolioId('p'),
  name: 'Main',
  baseCurrency: usdt,
  lotMethod: 'FIFO',
  limits: noLimits,
  createdAt: 0,
} as const;

function rate(prices: Record<string, string>): string | undefined {
  const needs: PriceNeeds = {
    mark: (id) => {
      const price = prices[id];
      return price === undefined ? undefined : Decimal.from(price);
    },
    instrument: () => undefined,
    given: noneGiven,
    pairs: (base, quote) =>
      base === bnb && quote === usdt && quiet !== undefined && live !== undefined ? [quiet, live] : [],
  };
  return rateInto(needs, portfolio)(bnb)?.toString();
}

test('of several venues that trade a pair, one without a price takes none away', () => {
  expect(rate({ 'live:BNB-USDT': '600' })).toBe('600');
  expect(rate({ 'quiet:BNB-USDT': '0', 'live:BNB-USDT': '600' })).toBe('600');
  expect(rate({ 'quiet:BNB-USDT': '601', 'live:BNB-USDT': '600' })).toBe('601');
  expect(rate({})).toBeUndefined();
});
