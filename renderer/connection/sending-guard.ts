import type { CallName } from '#src/contract/contract.ts';
import type { Client } from '#src/transport/connect.ts';

/** What opens or changes a risk. Cancels are not among them: they are always tried. */
const guarded: ReadonlySet<CallName> = new Set<CallName>(['orders.place', 'orders.amend']);

/**
 * Lets nothing wait in a connection whose other end stands still: an order would be placed at its waking, at a price
 * and a time that the trader did not decide. Stands below every button, key and dialog.
 */
export function guardSending(client: Client, canSend: () => boolean): Client {
  return {
    ...client,
    call: (name, input) =>
      guarded.has(name) && !canSend()
        ? Promise.resolve({ ok: false, error: { code: 'NOT_SENT' } })
        : client.call(name, input),
  };
}
