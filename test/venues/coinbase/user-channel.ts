import type { WebSocket } from 'ws';

import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { Faults } from '#test/venues/faults.ts';
import { serveFrames } from './frames.ts';
import { updateFields } from './order-wire.ts';

/** One connection to `advanced-trade-ws-user.coinbase.com`, which tells what becomes of one account's orders. */
export function serveUser(
  exchange: Exchange,
  faults: Faults,
  socket: WebSocket,
  accountOf: (token: string) => string | undefined,
): void {
  let account: string | undefined;
  const stop = exchange.onEvent((event) => {
    if (event.type !== 'order' || account === undefined || event.order.account !== account) return;
    frames.push('user', [{ type: 'update', orders: [updateFields(exchange, event.order)] }]);
  });
  const frames = serveFrames({
    socket,
    clock: exchange.clock,
    faults,
    onEnd: stop,
    onRequest({ type, channel, jwt }) {
      if (type !== 'subscribe' || channel !== 'user') return frames.refuse('unknown channel');
      account = accountOf(String(jwt));
      if (account === undefined) return frames.refuse('authentication failure');
      frames.namesOf('user').add(account);
      const open = exchange.openOrders(account);
      frames.push('user', [{ type: 'snapshot', orders: open.map((order) => updateFields(exchange, order)) }]);
      frames.tellSubscriptions();
    },
  });
}
