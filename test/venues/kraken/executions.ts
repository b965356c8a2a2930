import type { WebSocket } from 'ws';

import type { ExchangeEvent, OrderEvent } from '#test/venues/exchange/events.ts';
import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { ExchangeOrder } from '#test/venues/exchange/order.ts';
import type { Faults } from '#test/venues/faults.ts';
import { createFrameSender } from '#test/venues/frame-sender.ts';
import { symbolName, transactionId } from './names.ts';
import { instrumentNamed } from './endpoints.ts';
import { messageOf, numbersJson, timestamp, type Message } from './socket-messages.ts';
import { orderTxid, orderType, reasonOf } from './wire.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One connection to `ws-auth.kraken.com/v2`: https://docs.kraken.com/api/docs/websocket-v2/executions. */
export function serveExecutions(
  exchange: Exchange,
  faults: Faults,
  socket: WebSocket,
  accountOf: (token: string) => string | undefined,
): void {
  const send = createFrameSender(socket, faults);
  let account: string | undefined;
  let sequence = 0;

  function push(type: 'snapshot' | 'update', data: readonly Fields[]): void {
    sequence += 1;
    send('executions', numbersJson({ channel: 'executions', type, data, sequence }));
  }

  function termsOf(order: ExchangeOrder): Fields {
    return {
      order_id: orderTxid(order),
      order_userref: 0,
      ...(order.clientOrderId === '' ? {} : { cl_ord_id: order.clientOrderId }),
      symbol: symbolName(instrumentNamed(exchange, order.symbol)),
      side: order.side.toLowerCase(),
      order_type: orderType(order),
      order_qty: order.quantity,
      ...(order.price === undefined ? {} : { limit_price: order.price }),
      ...(order.stop === undefined ? {} : { triggers: { reference: 'last', price: order.stop.price } }),
      time_in_force: order.timeInForce,
      fee_ccy_pref: 'fciq',
    };
  }

  function onOrder({ execution, order, fill }: OrderEvent): void {
    const id = { order_id: orderTxid(order), order_userref: 0 };
    switch (execution) {
      case 'NEW':
        push('update', [
          { ...termsOf(order), exec_type: 'pending_new', order_status: 'pending_new', ...totalsOf(order) },
        ]);
        push('update', [
          { ...id, exec_type: 'new', order_status: 'new', timestamp: timestamp(order.updatedAt) },
        ]);
        return;
      case 'TRADE': {
        if (fill === undefined) return;
        push('update', [
          {
            ...id,
            exec_type: 'trade',
            exec_id: transactionId('T', fill.tradeId),
            trade_id: fill.tradeId,
            symbol: symbolName(instrumentNamed(exchange, order.symbol)),
            side: order.side.toLowerCase(),
            last_qty: fill.quantity,
            last_price: fill.price,
            liquidity_ind: fill.isMaker ? 'm' : 't',
            cost: fill.quoteQuantity,
            // Also of the trade that fills it.
            order_status: 'partially_filled',
            order_type: orderType(order),
            fees: [{ asset: fill.feeAsset, qty: fill.fee }],
            ...totalsOf(order),
          },
        ]);
        if (order.status === 'FILLED')
          push('update', [{ ...id, exec_type: 'filled', order_status: 'filled', ...totalsOf(order) }]);
        return;
      }
      case 'CANCELED':
      case 'EXPIRED': {
        const reason = reasonOf(order);
        push('update', [
          {
            ...id,
            exec_type: 'canceled',
            order_status: 'canceled',
            ...totalsOf(order),
            ...(reason === null ? {} : { cancel_reason: reason, reason }),
          },
        ]);
        return;
      }
      case 'BOOKED':
        // That it is live was told; of a stop that has woken it is another state.
        if (order.stop === undefined) return;
        push('update', [{ ...id, exec_type: 'status', order_status: 'new', ...totalsOf(order) }]);
        return;
      case 'REPLACED':
      case 'TRADE_PREVENTION':
        push('update', [{ ...id, exec_type: 'status', order_status: 'new', ...totalsOf(order) }]);
    }
  }

  function onEvent(event: ExchangeEvent): void {
    if (account !== undefined && event.type === 'order' && event.order.account === account) onOrder(event);
  }

  function subscribe({ params = {}, req_id }: Message): void {
    const own = accountOf(String(params['token']));
    if (own === undefined || params['channel'] !== 'executions') {
      const error = own === undefined ? 'EGeneral:Permission denied' : 'Channel not supported';
      socket.send(JSON.stringify({ error, method: 'subscribe', req_id, success: false }));
      return;
    }
    account = own;
    const result = { channel: 'executions', snapshot: true };
    socket.send(JSON.stringify({ method: 'subscribe', req_id, result, success: true }));
    push(
      'snapshot',
      exchange.openOrders(own).map((order) => ({
        ...termsOf(order),
        exec_type: 'new',
        order_status: order.executed === 0n ? 'new' : 'partially_filled',
        ...totalsOf(order),
      })),
    );
  }

  const stop = exchange.onEvent(onEvent);
  socket.on('close', stop);
  socket.on('message', (bytes: Buffer) => {
    const message = messageOf(bytes);
    if (message.method === 'subscribe') subscribe(message);
    else if (message.method === 'ping')
      socket.send(JSON.stringify({ method: 'pong', req_id: message.req_id }));
  });
}

function totalsOf(order: ExchangeOrder): Fields {
  return { cum_qty: order.executed, cum_cost: order.executedQuote, timestamp: timestamp(order.updatedAt) };
}
