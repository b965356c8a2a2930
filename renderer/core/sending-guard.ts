import type { CallName } from '#src/contract/contract.ts';
import type { Client } from '#src/transport/connect.ts';

/** What opens or changes a risk. Cancels are not among them: they are always tried. */
const guarded: ReadonlySet<CallName> = new Set<CallName>(['orders.place', 'orders.amend']);

/**
 * Lets nothing wait in a connection whose other end stands still: an order would be placed at its waking, at a price
 * and a time that the trader did not decide. What is handed over before the silence is noticed says when the core was
 * last heard, and is refused by it; a decision that waits for another answer first says it itself, as of the press.
 * Stands below every button, key and dialog.
 */
export function guardSending(
  client: Client,
  canSend: () => boolean,
  lastSign: () => number | undefined,
): Client {
  return {
    ...client,
    call: (name, input) => {
      if (!guarded.has(name)) return client.call(name, input);
      if (!canSend()) return Promise.resolve({ ok: false, error: { code: 'NOT_SENT' } });
      return client.call(name, { heardAt: lastSign(), ...input });
    },
  };
}
