import type { Decimal } from '#src/domain/decimal.ts';
import type { ClientOrderId, OrderId } from '#src/domain/ids.ts';

export const outboxStates = ['intent', 'sending', 'sent', 'unknown', 'dropped'] as const;

/**
 * `intent`: decided and durable. `sending`: durable before the first byte leaves. `sent`: the venue answered.
 * `unknown`: it may have it. `dropped`: proven never sent.
 */
export type OutboxState = (typeof outboxStates)[number];

export const requestKinds = ['place', 'cancel', 'amend'] as const;
export type OutboxRequest =
  | { readonly kind: 'place' }
  | { readonly kind: 'cancel' }
  | {
      readonly kind: 'amend';
      readonly quantity: Decimal;
      readonly limitPrice: Decimal | undefined;
      readonly stopPrice: Decimal | undefined;
    };

/** One request to a venue, beside the order that it is about. */
export type OutboxEntry = {
  readonly id: string;
  readonly orderId: OrderId;
  readonly clientOrderId: ClientOrderId;
  readonly request: OutboxRequest;
  readonly state: OutboxState;
  /** SHA-256 of the request, hexadecimal. */
  readonly digest: string;
  readonly createdAt: number;
  /** An intent that is older is not sent any more. */
  readonly expiresAt: number;
  readonly sendingAt: number | undefined;
  readonly processId: number | undefined;
};

export interface OutboxRepository {
  insert(entry: OutboxEntry): Promise<void>;
  /** How far it is; what it asks for stays as it was decided. Throws EntityNotFoundError. */
  update(entry: OutboxEntry): Promise<void>;
  /** Those in `intent`, `sending` or `unknown`, oldest first. */
  unresolved(): Promise<readonly OutboxEntry[]>;
  find(order: OrderId, id: string): Promise<OutboxEntry | undefined>;
  /** Those of one order, by id; as quick for one with many requests behind it as for one with few. */
  unresolvedOf(order: OrderId): Promise<readonly OutboxEntry[]>;
  /** All that were ever made about it. */
  ofOrder(id: OrderId): Promise<readonly OutboxEntry[]>;
}
