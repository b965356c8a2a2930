import { createPrivateKey } from 'node:crypto';
import type { VenueKey } from '#src/domain/venue-key.ts';

/** One request, signed: exactly what goes out. */
export type SignedRequest = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

export type Signer = {
  /**
   * `api` is the vendor's group of calls, as the library names it. Parameters go out as they stand. Undefined where the
   * secret is a private key that is not whole.
   */
  sign(
    api: string,
    method: 'GET',
    path: string,
    parameters: Readonly<Record<string, string>>,
  ): SignedRequest | undefined;
  /** Milliseconds that the venue's clock is ahead of this one. */
  setAhead(milliseconds: number): void;
};

/** What is used of a venue's class. */
type Exchange = {
  readonly urls: { api: Record<string, string> };
  readonly options: Record<string, unknown>;
  sign(path: string, api: string, method: string, parameters: object): unknown;
};
type ExchangeClass = new (config: object) => Exchange;

/**
 * The library's way to sign a venue's requests, and nothing else of it: it sends, rounds and repeats nothing. Only this
 * venue's class is loaded (some 40 MB and half a second: in a thread of its own); the package's `exports` hide it.
 * `origin` takes the place of the venue's own address.
 */
export async function loadSigner(
  name: 'binance',
  { key, secret, passphrase }: VenueKey,
  { origin, ofVenue }: { readonly origin: string; readonly ofVenue: string },
): Promise<Signer> {
  const Venue = classOf(await import(new URL(`./src/${name}.js`, import.meta.resolve('ccxt')).href));
  const signing = signingText(secret.reveal());
  const exchange = new Venue({
    apiKey: key.reveal(),
    secret: signing ?? '',
    password: passphrase?.reveal(),
  });
  for (const [api, url] of Object.entries(exchange.urls.api))
    if (url.startsWith(ofVenue)) exchange.urls.api[api] = origin + url.slice(ofVenue.length);
  return {
    sign(api, method, path, parameters) {
      if (signing === undefined) return undefined;
      const signed = exchange.sign(path, api, method, parameters);
      if (!isSigned(signed)) throw new TypeError(`${name} signs otherwise than expected`);
      const { url, headers, body } = signed;
      return { url, method, headers, body: body === '' ? undefined : body };
    },
    setAhead(milliseconds) {
      // The library takes it off the time of this machine.
      exchange.options['timeDifference'] = -milliseconds;
    },
  };
}

function classOf(module: unknown): ExchangeClass {
  if (!hasClass(module)) throw new TypeError('the library has no class of this venue');
  return module.default;
}

function hasClass(module: unknown): module is { readonly default: ExchangeClass } {
  return (
    typeof module === 'object' &&
    module !== null &&
    'default' in module &&
    typeof module.default === 'function'
  );
}

function isSigned(value: unknown): value is Omit<SignedRequest, 'method'> {
  if (typeof value !== 'object' || value === null) return false;
  return 'url' in value && typeof value.url === 'string' && 'headers' in value;
}

const pem = /^-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END \1PRIVATE KEY-----$/u;

/**
 * As it is signed with. A private key has lines, which a field of one line takes away; whatever stands between them is
 * put right. Undefined for one that is not whole.
 */
export function signingText(secret: string): string | undefined {
  const text = secret.trim();
  if (!text.includes('PRIVATE KEY')) return text;
  const [, kind = '', body = ''] = pem.exec(text) ?? [];
  const lines = body.replaceAll(/\s/gu, '').match(/.{1,64}/gu) ?? [];
  const whole = [`-----BEGIN ${kind}PRIVATE KEY-----`, ...lines, `-----END ${kind}PRIVATE KEY-----`];
  try {
    return String(createPrivateKey(whole.join('\n')).export({ type: 'pkcs8', format: 'pem' }));
  } catch {
    // It is no key: what is wrong with it must not be told in its own words.
    return undefined;
  }
}
