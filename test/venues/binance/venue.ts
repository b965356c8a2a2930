import type { Exchange } from '#test/venues/exchange/exchange.ts';
import { createFaults, type Faults } from '#test/venues/faults.ts';
import { startVenueServer, type VenueServer } from '#test/venues/venue-server.ts';
import { accountEndpoints } from './account-endpoints.ts';
import type { ApiKey } from './api-keys.ts';
import { createCalls } from './calls.ts';
import { publicCall, type Endpoints } from './endpoint.ts';
import { commonLimits, createLimits, type Limits, type LimitSizes } from './limits.ts';
import { marketEndpoints } from './market-endpoints.ts';
import { createMarketStreams } from './market-streams.ts';
import { createRest, kindOf } from './rest.ts';
import { tradingEndpoints } from './trading-endpoints.ts';
import { createWsApi } from './ws-api.ts';

export type BinanceVenueOptions = {
  readonly exchange: Exchange;
  readonly keys: readonly ApiKey[];
  /** Any free one by default. */
  readonly port?: number;
  readonly limits?: Partial<LimitSizes>;
};

export type BinanceVenue = Pick<
  VenueServer,
  'port' | 'requests' | 'connections' | 'dialled' | 'refuseSockets' | 'disconnect' | 'partition' | 'close'
> & {
  /** `/api/v3` and `/sapi/v1` */
  readonly restUrl: string;
  /** `/stream` and `/ws` */
  readonly streamUrl: string;
  /** The WebSocket API. */
  readonly apiUrl: string;
  readonly faults: Faults;
  readonly limits: Limits;
  /** Tells every socket that the server is about to end it. */
  announceShutdown(): void;
  endUserStreams(): void;
  /** Until it is called with false, everything is answered with 503, and every socket has ended. */
  maintenance(isOn: boolean): void;
};

/** Speaks Binance's spot APIs on a loopback port, over the simulated exchange. */
export async function startBinanceVenue(options: BinanceVenueOptions): Promise<BinanceVenue> {
  const { exchange, keys } = options;
  const { clock } = exchange;
  const faults = createFaults();
  const limits = createLimits(clock, { ...commonLimits, ...options.limits });
  let inMaintenance = false;
  let lastId = 0;
  const needs = { exchange, limits, newId: () => `sim${String((lastId += 1)).padStart(19, '0')}` };
  const endpoints: Endpoints = {
    ...marketEndpoints(needs),
    ...tradingEndpoints(needs),
    ...accountEndpoints(needs),
    'sapi.systemStatus': publicCall(1, () =>
      inMaintenance ? { status: 1, msg: 'system_maintenance' } : { status: 0, msg: 'normal' },
    ),
  };
  const calls = createCalls({ endpoints, keys, limits, clock });
  const isInMaintenance = () => inMaintenance;
  const streams = createMarketStreams({ exchange, faults });
  const wsApi = createWsApi({ exchange, calls, limits, faults, isInMaintenance });
  const stop = exchange.onEvent((event) => {
    if (event.type !== 'order' || event.fill === undefined) return;
    if (event.order.executed === event.fill.quantity) limits.filled(event.order.account);
  });
  const server = await startVenueServer({
    port: options.port ?? 0,
    clock,
    faults,
    kindOf,
    answer: createRest({ calls, limits, now: clock.now, isInMaintenance }),
    refusalOf: () => (limits.mayConnect() ? undefined : 429),
    sockets: { '/ws-api/v3': wsApi.serve, '/stream': streams.serve, '/ws': streams.serve },
  });
  const { port } = server;

  function announceShutdown(): void {
    streams.announceShutdown();
    wsApi.announceShutdown();
  }

  return {
    port,
    get requests() {
      return server.requests;
    },
    connections: server.connections,
    refuseSockets: server.refuseSockets,
    dialled: server.dialled,
    disconnect: server.disconnect,
    partition: server.partition,
    restUrl: `http://127.0.0.1:${port}`,
    streamUrl: `ws://127.0.0.1:${port}`,
    apiUrl: `ws://127.0.0.1:${port}/ws-api/v3`,
    faults,
    limits,
    announceShutdown,
    endUserStreams: wsApi.endUserStreams,
    maintenance(isOn) {
      inMaintenance = isOn;
      server.refuseSockets(isOn);
      if (!isOn) return;
      announceShutdown();
      server.disconnect();
    },
    close() {
      stop();
      return server.close();
    },
  };
}
