import { Decimal } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import { hasStop } from './order-type.ts';
import type { OrderTerms } from './order.ts';

/** What an account has open in the instrument beside the order, and what it holds of its base. */
export type VenueRoom = {
  readonly open: readonly OpenOrder[];
  readonly held: Decimal;
  /** How often the order gave some of its quantity up in its place, where it is to do so again. */
  readonly amendments?: number | undefined;
};

type OpenOrder = {
  readonly side: OrderTerms['side'];
  readonly remaining: Decimal;
  /** It waits for its stop price. */
  readonly waits: boolean;
};

export type RoomProblem =
  | { readonly code: 'TOO_MANY_ORDERS'; readonly most: number }
  | { readonly code: 'TOO_MANY_STOPS'; readonly most: number }
  | { readonly code: 'TOO_MANY_AMENDMENTS'; readonly most: number }
  | {
      readonly code: 'POSITION_TOO_LARGE';
      readonly maximum: Decimal;
      /** How much of it may still be bought. */
      readonly room: Decimal;
      readonly lotSize: Decimal;
    };

/** What the venue allows one account in the instrument; `toFill` is what the order may still buy or sell. */
export function checkRoom(
  { side, type, toFill }: Pick<OrderTerms, 'side' | 'type'> & { readonly toFill: Decimal },
  { rules = {}, lotSize }: Instrument,
  { open, held, amendments }: VenueRoom,
): RoomProblem | undefined {
  const { maxOrders, maxStops, maxAmendments, maxPosition } = rules;
  const stops = hasStop(type) ? open.filter(({ waits }) => waits).length : 0;
  if (maxOrders !== undefined && open.length >= maxOrders)
    return { code: 'TOO_MANY_ORDERS', most: maxOrders };
  if (maxStops !== undefined && hasStop(type) && stops >= maxStops)
    return { code: 'TOO_MANY_STOPS', most: maxStops };
  if (maxAmendments !== undefined && amendments !== undefined && amendments >= maxAmendments)
    return { code: 'TOO_MANY_AMENDMENTS', most: maxAmendments };
  if (maxPosition === undefined || side === 'SELL') return undefined;
  const bids = Decimal.sum(open.filter((order) => order.side === 'BUY').map(({ remaining }) => remaining));
  const room = maxPosition.minus(held).minus(bids);
  if (toFill.atMost(room)) return undefined;
  const left = Decimal.max(room, Decimal.zero).roundToMultiple(lotSize, 'floor');
  return { code: 'POSITION_TOO_LARGE', maximum: maxPosition, room: left, lotSize };
}
