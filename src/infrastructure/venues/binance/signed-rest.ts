import { reasonOf } from '#src/domain/fault.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import { createSendOnce, type OneAnswer } from '#src/infrastructure/venues/send-once.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { BinanceConfig } from './binance-config.ts';
import { meaningOf, type Meaning } from './order-errors.ts';
import type { SignText } from './signature.ts';
import { parsedJson, quoted, refusal, serverTime } from './wire-values.ts';

type RestConfig = Pick<BinanceConfig, 'restUrl' | 'requestTimeoutMs' | 'largestAnswer' | 'receiveWindowMs'>;

export type RestFailure = {
  readonly meaning: Meaning;
  /** The venue's own code; empty where it said none. */
  readonly venueCode: string;
  /** What went wrong, in the words of whoever said it. */
  readonly said: string;
  /** Of a limit: when it is over, in epoch milliseconds. */
  readonly until?: number | undefined;
};

export type Parameters = Readonly<Record<string, string>>;

export type SignedRest = {
  /** Each call is one request, whatever becomes of it. */
  send(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    parameters: Parameters,
  ): Promise<Result<unknown, RestFailure>>;
  /** The parameters of a request of the WebSocket API, with key, time and signature. */
  signed(): Record<string, string | number>;
  /** Asks the venue for its time, and signs with that from now on. */
  followClock(): Promise<Result<number, RestFailure>>;
  close(): void;
};

/** Where a limit does not say when it is over. */
const limitMs = 60_000;
/** No ban that the venue is known to give is longer. */
const longestLimitMs = 7 * 86_400_000;

type Needs = {
  readonly config: RestConfig;
  readonly key: VenueKey;
  readonly sign: SignText;
  readonly clock: Clock;
};

/** Signed requests to the REST interface. Nothing is sent while a limit of the venue holds. */
export function createSignedRest({ config, key, sign, clock }: Needs): SignedRest {
  const closing = new AbortController();
  const once = createSendOnce(config.restUrl, config.largestAnswer);
  /** Milliseconds of the venue's clock less our monotonic one, which nobody sets. */
  let offset: number | undefined;
  let limited: RestFailure | undefined;

  function venueTime(): number {
    return Math.round(clock.monotonic() + (offset ?? clock.now() - clock.monotonic()));
  }

  function limit(): RestFailure | undefined {
    if ((limited?.until ?? 0) <= clock.now()) limited = undefined;
    return limited;
  }

  async function exchange(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: string,
  ): Promise<Result<unknown, RestFailure>> {
    const now = limit();
    if (now !== undefined) return err(now);
    const timeout = new AbortController();
    const endTimeout = clock.after(config.requestTimeoutMs, () => timeout.abort());
    const headers = {
      'X-MBX-APIKEY': key.key.reveal(),
      ...(body !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
      }),
    };
    try {
      const signal = AbortSignal.any([timeout.signal, closing.signal]);
      return answerOf(await once.send({ url, method, headers, body }, signal));
    } catch (fault) {
      const said = timeout.signal.aborted
        ? `no answer in ${config.requestTimeoutMs} ms`
        : quoted(reasonOf(fault));
      return err({ meaning: 'unknown', venueCode: '', said });
    } finally {
      endTimeout();
    }
  }

  function answerOf({ status, headers, text }: OneAnswer): Result<unknown, RestFailure> {
    const body = text === undefined ? undefined : parsedJson(text);
    if (status === 200 && body !== undefined) return ok(body);
    const { data } = refusal.safeParse(body);
    const meaning = meaningOf({ status, code: data?.code, message: data?.msg });
    const venueCode = data === undefined ? '' : String(data.code);
    const said = data === undefined ? `HTTP ${status}` : `${quoted(data.msg)} (${data.code})`;
    if (meaning !== 'limit') return err({ meaning, venueCode, said });
    const seconds = Number(headers['retry-after'] ?? NaN);
    const wait = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : limitMs;
    const failure = { meaning, venueCode, said, until: clock.now() + Math.min(wait, longestLimitMs) };
    // The number of orders is a limit of orders alone: cancels and questions go on.
    if (data?.code !== -1015) limited = failure;
    return err(failure);
  }

  async function followClock(): Promise<Result<number, RestFailure>> {
    const sent = clock.monotonic();
    const answer = await exchange('GET', `${config.restUrl}/api/v3/time`);
    if (!answer.ok) return answer;
    const told = serverTime.safeParse(answer.value);
    if (!told.success) return err({ meaning: 'unknown', venueCode: '', said: 'its time is no number' });
    offset = told.data.serverTime - (sent + clock.monotonic()) / 2;
    return ok(told.data.serverTime);
  }

  return {
    followClock,
    async send(method, path, parameters) {
      const all = {
        ...parameters,
        recvWindow: String(config.receiveWindowMs),
        timestamp: String(venueTime()),
      };
      const query = new URLSearchParams(all).toString();
      const signed = `${query}&signature=${encodeURIComponent(sign(query))}`;
      const url = `${config.restUrl}${path}`;
      const answer = await (method === 'POST'
        ? exchange(method, url, signed)
        : exchange(method, `${url}?${signed}`));
      if (!answer.ok && answer.error.meaning === 'clock' && !closing.signal.aborted) await followClock();
      return answer;
    },
    signed() {
      const named = { apiKey: key.key.reveal(), timestamp: venueTime() };
      const signature = sign(`apiKey=${named.apiKey}&timestamp=${named.timestamp}`);
      return { ...named, signature };
    },
    close() {
      closing.abort();
      once.close();
    },
  };
}
