import type { Market } from '#test/venues/exchange/market.ts';
import type { ExchangeOrder } from '#test/venues/exchange/order.ts';
import type { ApiKey } from './api-keys.ts';
import { accountCall, tradeCall, type EndpointNeeds, type Endpoints } from './endpoint.ts';
import { readOrder, type ReadOrder } from './order-request.ts';
import { acknowledgement, amended, cancelled, full, queried, result } from './order-wire.ts';
import type { Parameters } from './parameters.ts';
import { Refused, refusedBy } from './refused.ts';

/** The names of an order: of its number and of its client order id. */
const names = { id: 'orderId', client: 'origClientOrderId' } as const;
const replacedNames = { id: 'cancelOrderId', client: 'cancelOrigClientOrderId' } as const;

export function tradingEndpoints({ exchange, limits, newId }: EndpointNeeds): Endpoints {
  function marketOf(parameters: Parameters): Market {
    const market = exchange.market(parameters.required('symbol'));
    if (market === undefined) throw new Refused(400, -1121, 'Invalid symbol.');
    return market;
  }

  /** `unknown` is the answer for an order that is not there. */
  function orderOf(
    parameters: Parameters,
    account: string,
    unknown: Refused,
    { id, client }: { readonly id: string; readonly client: string } = names,
  ): ExchangeOrder {
    const { symbol } = marketOf(parameters).instrument;
    const number = parameters.whole(id);
    const clientOrderId = parameters.text(client);
    if (number === undefined && clientOrderId === undefined) {
      throw new Refused(400, -1102, `Param '${client}' or '${id}' must be sent, but both were empty/null!`);
    }
    const order =
      number === undefined
        ? exchange.find(account, symbol, clientOrderId ?? '')
        : exchange.orders(account).find((known) => known.symbol === symbol && known.id === number);
    if (order === undefined) throw unknown;
    if (clientOrderId === undefined || order.clientOrderId === clientOrderId) return order;
    if (number === undefined) throw unknown;
    throw new Refused(400, -2039, 'Client order ID is not correct for this order ID.');
  }

  function answerOf({ responseType }: ReadOrder, order: ExchangeOrder): unknown {
    if (responseType === 'ACK') return acknowledgement(order);
    if (responseType === 'RESULT') return result(order);
    return full(
      order,
      exchange
        .fills(order.account)
        .filter(({ orderId, symbol }) => orderId === order.id && symbol === order.symbol),
    );
  }

  function place(read: ReadOrder, account: string): unknown {
    // It may fill at once: then it is one less again.
    limits.placed(account);
    const answer = exchange.place(account, read.request);
    if ('value' in answer) return answerOf(read, answer.value);
    limits.filled(account);
    throw refusedBy(answer.refusal, 'place');
  }

  /** Reads a cancel; what is returned does it. */
  function cancel(
    parameters: Parameters,
    account: string,
    requestName: string,
    orderNames: { readonly id: string; readonly client: string } = names,
  ) {
    const restrictions = parameters.oneOf(
      'cancelRestrictions',
      ['ONLY_NEW', 'ONLY_PARTIALLY_FILLED'],
      new Refused(400, -1145, 'Invalid cancelRestrictions'),
    );
    const requestId = parameters.clientOrderId(requestName) ?? newId();
    marketOf(parameters);
    parameters.whole(orderNames.id);
    parameters.text(orderNames.client);
    return () => {
      const order = orderOf(parameters, account, refusedBy({ code: 'UNKNOWN_ORDER' }, 'cancel'), orderNames);
      if (restrictions !== undefined && `ONLY_${order.status}` !== restrictions) {
        const isOpen = order.status === 'NEW' || order.status === 'PARTIALLY_FILLED';
        if (isOpen) throw new Refused(400, -2011, 'Order was not canceled due to cancel restrictions.');
      }
      const answer = exchange.cancel(order, requestId);
      if ('refusal' in answer) throw refusedBy(answer.refusal, 'cancel');
      return cancelled(answer.value, requestId);
    };
  }

  /** Cancels one and places another; each half may fail, and the answer says which. */
  function cancelReplace(parameters: Parameters, { account }: ApiKey): unknown {
    const market = marketOf(parameters);
    const mode = parameters.oneOf(
      'cancelReplaceMode',
      ['STOP_ON_FAILURE', 'ALLOW_FAILURE'],
      new Refused(400, -1130, "Data sent for parameter 'cancelReplaceMode' is not valid."),
    );
    if (mode === undefined) parameters.required('cancelReplaceMode');
    const exceeded = parameters.oneOf(
      'orderRateLimitExceededMode',
      ['DO_NOTHING', 'CANCEL_ONLY'],
      new Refused(400, -1130, "Data sent for parameter 'orderRateLimitExceededMode' is not valid."),
    );
    const read = readOrder(parameters, market, newId);
    const cancelIt = cancel(parameters, account, 'cancelNewClientOrderId', replacedNames);
    parameters.finish();
    // Filters and the count of orders are looked at before anything is cancelled.
    const broken = exchange.check(account, read.request);
    if (broken?.code === 'RULE') throw refusedBy(broken, 'place');
    const overLimit = attempt(() => limits.mayPlace(account));
    if ('refused' in overLimit && exceeded !== 'CANCEL_ONLY') throw overLimit.refused;

    const cancelDone = attempt(cancelIt);
    const isStopped = 'refused' in cancelDone && (mode === 'STOP_ON_FAILURE' || 'refused' in overLimit);
    const placeDone =
      'refused' in overLimit ? overLimit : isStopped ? undefined : attempt(() => place(read, account));
    const cancelResult = 'refused' in cancelDone ? 'FAILURE' : 'SUCCESS';
    const newOrderResult =
      isStopped || placeDone === undefined ? 'NOT_ATTEMPTED' : 'refused' in placeDone ? 'FAILURE' : 'SUCCESS';
    const answer = {
      cancelResult,
      newOrderResult,
      cancelResponse: 'refused' in cancelDone ? cancelDone.refused.body() : cancelDone.done,
      newOrderResponse:
        isStopped || placeDone === undefined
          ? null
          : 'refused' in placeDone
            ? placeDone.refused.body()
            : placeDone.done,
    };
    if (cancelResult === 'SUCCESS' && newOrderResult === 'SUCCESS') return answer;
    const isPartly = cancelResult === 'SUCCESS' || newOrderResult === 'SUCCESS';
    const status = 'refused' in overLimit ? 429 : isPartly ? 409 : 400;
    throw isPartly
      ? new Refused(status, -2021, 'Order cancel-replace partially failed.', { data: answer })
      : new Refused(status, -2022, 'Order cancel-replace failed.', { data: answer });
  }

  return {
    'order.place': {
      ...tradeCall(1, (parameters, { account }) => {
        const read = readOrder(parameters, marketOf(parameters), newId);
        parameters.finish();
        limits.mayPlace(account);
        return place(read, account);
      }),
      tellsOrderCount: true,
    },
    'order.test': {
      ...tradeCall(1, (parameters, { account }) => {
        const { request } = readOrder(parameters, marketOf(parameters), newId);
        parameters.finish();
        const refusal = exchange.check(account, request);
        // It never reaches the matching engine: only the filters speak.
        if (refusal?.code === 'RULE') throw refusedBy(refusal, 'place');
        return {};
      }),
      isFreeWhenDone: false,
    },
    'order.status': accountCall(4, (parameters, { account }) => {
      const order = orderOf(parameters, account, new Refused(400, -2013, 'Order does not exist.'));
      parameters.finish();
      return queried(order);
    }),
    'order.cancel': tradeCall(1, (parameters, { account }) => {
      const cancelIt = cancel(parameters, account, 'newClientOrderId');
      parameters.finish();
      return cancelIt();
    }),
    'order.cancelReplace': { ...tradeCall(1, cancelReplace), tellsOrderCount: true },
    'order.amend.keepPriority': {
      ...tradeCall(4, (parameters, { account }) => {
        const quantity = parameters.requiredAmount('newQty');
        const clientOrderId = parameters.clientOrderId('newClientOrderId') ?? newId();
        const order = orderOf(parameters, account, refusedBy({ code: 'UNKNOWN_ORDER' }, 'amend'));
        parameters.finish();
        const answer = exchange.amend(order, quantity, clientOrderId);
        if ('refusal' in answer) throw refusedBy(answer.refusal, 'amend');
        return amended(answer.value);
      }),
      isFreeWhenDone: false,
    },
    'openOrders.cancelAll': tradeCall(1, (parameters, { account }) => {
      const { symbol } = marketOf(parameters).instrument;
      parameters.finish();
      const open = exchange.openOrders(account).filter((order) => order.symbol === symbol);
      if (open.length === 0) throw refusedBy({ code: 'UNKNOWN_ORDER' }, 'cancel');
      const requestId = newId();
      return open.map((order) => {
        const answer = exchange.cancel(order, requestId);
        if ('refusal' in answer) throw refusedBy(answer.refusal, 'cancel');
        return cancelled(answer.value, requestId);
      });
    }),
  };
}

function attempt<Done>(run: () => Done): { readonly done: Done } | { readonly refused: Refused } {
  try {
    return { done: run() };
  } catch (error) {
    if (error instanceof Refused) return { refused: error };
    throw error;
  }
}
