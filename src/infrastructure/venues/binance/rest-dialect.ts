import { err, ok } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import { notUnderstood } from '#src/infrastructure/venues/meaning.ts';
import type { RestDialect } from '#src/infrastructure/venues/signed-rest.ts';
import { parsedJson, quoted } from '#src/infrastructure/venues/wire-values.ts';
import type { BinanceConfig } from './binance-config.ts';
import { meaningOf, ofKey } from './order-errors.ts';
import type { SignText } from './signature.ts';
import { refusal, serverTime } from './answers.ts';

export type Parameters = Readonly<Record<string, string>>;

type Needs = {
  readonly config: Pick<BinanceConfig, 'restUrl' | 'receiveWindowMs'>;
  readonly key: VenueKey;
  readonly sign: SignText;
};

/** Binance's REST interface: the encoded parameters are signed, and are the body of what is posted. */
export function binanceRest({ config, key, sign }: Needs): RestDialect<Parameters> {
  return {
    signed({ method, path, parameters }, time) {
      const all = { ...parameters, recvWindow: String(config.receiveWindowMs), timestamp: String(time) };
      const query = new URLSearchParams(all).toString();
      const signed = `${query}&signature=${encodeURIComponent(sign(query))}`;
      const url = `${config.restUrl}${path}`;
      const headers = { 'X-MBX-APIKEY': key.key.reveal() };
      if (method !== 'POST') return { method, url: `${url}?${signed}`, headers, body: undefined };
      return {
        method,
        url,
        headers: {
          ...headers,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(signed)),
        },
        body: signed,
      };
    },
    parse: parsedJson,
    failureOf(status, body) {
      const { data } = refusal.safeParse(body);
      const meaning = meaningOf({ status, code: data?.code, message: data?.msg });
      if (data === undefined) return { meaning, venueCode: '', said: `HTTP ${status}` };
      const said = `${quoted(data.msg)} (${data.code})`;
      // The number of orders is a limit of orders alone: cancels and questions go on.
      return {
        meaning,
        venueCode: String(data.code),
        said,
        isOfItsKind: data.code === -1015,
        ofKey: ofKey[data.code],
      };
    },
    async askTime(exchange) {
      const url = `${config.restUrl}/api/v3/time`;
      const headers = { 'X-MBX-APIKEY': key.key.reveal() };
      const answer = await exchange({ url, method: 'GET', headers, body: undefined });
      if (!answer.ok) return answer;
      const told = serverTime.safeParse(answer.value);
      return told.success ? ok(told.data.serverTime) : err(notUnderstood('its time is no number'));
    },
  };
}
