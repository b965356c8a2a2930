import type { Canned } from '#test/venues/faults.ts';
import type { VenueRequest } from '#test/venues/venue-server.ts';
import type { Calls } from './calls.ts';
import type { Limits } from './limits.ts';
import { parametersOf } from './parameters.ts';
import { Refused } from './refused.ts';

/** What a method and a path ask for, by the name that the WebSocket API has for it. */
const routes: Readonly<Record<string, string>> = {
  'GET /api/v3/ping': 'ping',
  'GET /api/v3/time': 'time',
  'GET /api/v3/exchangeInfo': 'exchangeInfo',
  'GET /api/v3/depth': 'depth',
  'GET /api/v3/trades': 'trades.recent',
  'GET /api/v3/klines': 'klines',
  'GET /api/v3/avgPrice': 'avgPrice',
  'GET /api/v3/ticker/24hr': 'ticker.24hr',
  'GET /api/v3/ticker/price': 'ticker.price',
  'GET /api/v3/ticker/bookTicker': 'ticker.book',
  'POST /api/v3/order': 'order.place',
  'POST /api/v3/order/test': 'order.test',
  'GET /api/v3/order': 'order.status',
  'DELETE /api/v3/order': 'order.cancel',
  'POST /api/v3/order/cancelReplace': 'order.cancelReplace',
  'PUT /api/v3/order/amend/keepPriority': 'order.amend.keepPriority',
  'GET /api/v3/order/amendments': 'order.amendments',
  'GET /api/v3/openOrders': 'openOrders.status',
  'DELETE /api/v3/openOrders': 'openOrders.cancelAll',
  'GET /api/v3/allOrders': 'allOrders',
  'GET /api/v3/myTrades': 'myTrades',
  'GET /api/v3/account': 'account.status',
  'GET /api/v3/account/commission': 'account.commission',
  'GET /api/v3/rateLimit/order': 'account.rateLimits.orders',
  'GET /api/v3/myFilters': 'myFilters',
  'GET /sapi/v1/account/apiRestrictions': 'sapi.apiRestrictions',
  'GET /sapi/v1/asset/tradeFee': 'sapi.tradeFee',
  'GET /sapi/v1/system/status': 'sapi.systemStatus',
};

export type RestNeeds = {
  readonly calls: Calls;
  readonly limits: Limits;
  now(): number;
  isInMaintenance(): boolean;
};

export function kindOf({ method, path }: VenueRequest): string {
  return routes[`${method} ${path}`] ?? 'unknown';
}

export function createRest({ calls, limits, now, isInMaintenance }: RestNeeds) {
  function done(request: VenueRequest): Canned {
    const name = routes[`${request.method} ${request.path}`];
    if (isInMaintenance() && name !== 'sapi.systemStatus') {
      throw new Refused(503, -1016, 'This service is no longer available.');
    }
    if (name === undefined) {
      throw new Refused(404, -5000, `Path ${request.path}, Method ${request.method} is invalid`);
    }
    // A form counts for what is sent, never for what is asked.
    const form = request.method === 'GET' ? '' : request.body;
    const header = request.headers['x-mbx-apikey'];
    const { result, endpoint, key } = calls.call(name, parametersOf(request.query, form), {
      apiKey: typeof header === 'string' ? header : undefined,
      payload: unsigned(request.query) + unsigned(form),
    });
    return {
      status: 200,
      headers: endpoint.tellsOrderCount === true ? limits.orderHeaders(key.account) : {},
      body: JSON.stringify(result),
    };
  }

  return function answer(request: VenueRequest): Canned {
    try {
      const { headers, ...sent } = done(request);
      return { ...sent, headers: { ...limits.weightHeaders(), ...headers } };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return {
        status: error.status,
        headers: {
          ...limits.weightHeaders(),
          ...(error.retryAt === undefined
            ? {}
            : { 'retry-after': String(Math.max(1, Math.ceil((error.retryAt - now()) / 1000))) }),
        },
        body: JSON.stringify(error.body()),
      };
    }
  };
}

/** What the client signed: all that it sent, as it sent it, but the signature. */
function unsigned(text: string): string {
  return text
    .split('&')
    .filter((part) => !part.startsWith('signature='))
    .join('&');
}
