import type { CallRequest } from '#src/contract/contract.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Unpriced } from '#src/domain/given-price.ts';
import { currency } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { within, type CurrentWorkspace } from './open-workspace.ts';

type PriceCalls = Extract<keyof Handlers, `prices.${string}`>;

/** What the trader gives in the place of prices that the market does not tell. */
export function createPriceHandlers(current: CurrentWorkspace): Pick<Handlers, PriceCalls> {
  return {
    'prices.offers': within(current, async ({ givenPrices }, input: CallRequest<'prices.offers'>) =>
      ok({ offers: inText([...(await givenPrices.offers(unpricedOf(input.of)))]) }),
    ),
    'prices.give': within(current, async ({ givenPrices }, { of, choice }: CallRequest<'prices.give'>) => {
      const given = await givenPrices.give(
        unpricedOf(of),
        choice.source === 'hand' ? { source: 'hand', price: Decimal.from(choice.price) } : choice,
      );
      if (given.ok) return ok({});
      const { error } = given;
      return error.code === 'NOT_FOUND'
        ? err(error)
        : err({ code: 'INVALID_TERMS' as const, problems: [{ field: 'price' as const, code: error.code }] });
    }),
    'prices.takeAway': within(current, async ({ givenPrices }, input: CallRequest<'prices.takeAway'>) => {
      await givenPrices.takeAway(unpricedOf(input.of));
      return ok({});
    }),
  };
}

function unpricedOf(of: CallRequest<'prices.offers'>['of']): Unpriced {
  if (of.kind === 'instrument') return of;
  return { kind: 'currency', currency: currency(of.currency), into: currency(of.into) };
}
