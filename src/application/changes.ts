import type { Portfolio } from '#src/domain/account.ts';
import type { Alert } from '#src/domain/alert.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { AccountId, ClientOrderId, HeldId, InstrumentId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import type { Position } from '#src/domain/position.ts';
import type { Protection } from '#src/domain/protection.ts';

/** What committed work changed; the screen follows these. */
export type Change =
  | { readonly type: 'orderChanged'; readonly order: Order }
  | { readonly type: 'fillAdded'; readonly fill: Fill; readonly clientOrderId?: ClientOrderId | undefined }
  | { readonly type: 'positionChanged'; readonly position: Position }
  /** Of all round trips in what an account holds, which a fill out of its order has joined or parted otherwise. */
  | {
      readonly type: 'positionsRebuilt';
      readonly accountId: AccountId;
      readonly held: HeldId;
      /** The one that is open now; any other that was is no more. */
      readonly open: Position | undefined;
    }
  | { readonly type: 'protectionChanged'; readonly protection: Protection }
  /** Another round trip has begun. */
  | {
      readonly type: 'protectionEnded';
      readonly accountId: AccountId;
      readonly instrumentId: InstrumentId;
    }
  | { readonly type: 'killSwitchChanged'; readonly engagedAt: number | undefined }
  | { readonly type: 'accountChanged'; readonly accountId: AccountId }
  | { readonly type: 'portfolioChanged'; readonly portfolio: Portfolio }
  | { readonly type: 'alertRaised'; readonly alert: Alert };

/** Called after a commit, never within a unit of work. Never throws. */
export type Publish = (changes: readonly Change[]) => void;
