import type { VenueClock } from '#test/venues/exchange/clock.ts';
import { checkSignature, checkTiming, keyOf, type ApiKey } from './api-keys.ts';
import type { Endpoint, Endpoints } from './endpoint.ts';
import type { Limits } from './limits.ts';
import { Parameters } from './parameters.ts';
import { Refused } from './refused.ts';

export type CallNeeds = {
  readonly endpoints: Endpoints;
  readonly keys: readonly ApiKey[];
  readonly limits: Limits;
  readonly clock: VenueClock;
};

/** How a request says who asks. */
export type Identity = {
  readonly apiKey: string | undefined;
  /** What was signed, without the signature. */
  readonly payload: string;
  /** A session that has logged on needs no signature. */
  readonly session?: ApiKey | undefined;
};

export type Done = { readonly result: unknown; readonly endpoint: Endpoint; readonly key: ApiKey };

export type Calls = ReturnType<typeof createCalls>;

const nobody: ApiKey = {
  apiKey: '',
  account: '',
  secret: { hmac: '' },
  canRead: false,
  canTrade: false,
  canWithdraw: false,
  isAddressRestricted: false,
  createdAt: 0,
};

/** One request, whichever way it came: its weight, who asks, whether they may, and then what it does. */
export function createCalls({ endpoints, keys, limits, clock }: CallNeeds) {
  function authenticate(
    security: Endpoint['security'],
    parameters: Parameters,
    { apiKey, payload, session }: Identity,
  ): ApiKey {
    parameters.text('apiKey');
    const timestamp = parameters.required('timestamp');
    const recvWindow = parameters.text('recvWindow');
    const signature = parameters.text('signature');
    if (session !== undefined && signature === undefined) {
      checkTiming(clock.now(), timestamp, recvWindow);
      return keyOf(keys, session.apiKey, security);
    }
    const key = keyOf(keys, apiKey, security);
    checkSignature(key, payload, signature ?? parameters.required('signature'));
    checkTiming(clock.now(), timestamp, recvWindow);
    return key;
  }

  return {
    authenticate: (values: ReadonlyMap<string, string>, identity: Identity) =>
      authenticate('USER_STREAM', new Parameters(values), identity),
    /** Throws `Refused`. */
    call(name: string, values: ReadonlyMap<string, string>, identity: Identity): Done {
      const endpoint = endpoints[name];
      if (endpoint === undefined) throw new Refused(400, -1020, 'This operation is not supported.');
      const parameters = new Parameters(values);
      const weight = endpoint.weight(parameters);
      limits.request(weight);
      const { security } = endpoint;
      const key = security === 'NONE' ? nobody : authenticate(security, parameters, identity);
      const result = endpoint.run(parameters, key);
      if (endpoint.isFreeWhenDone === true) limits.forgive(weight);
      return { result, endpoint, key };
    },
  };
}
