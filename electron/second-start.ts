import type { Configuration } from '#src/composition/start-up.ts';

/** What a second start gives the first, which goes on: the options that decide what is open and where it comes from. */
export type Asked = Readonly<Record<(typeof named)[number][0], string | boolean | undefined>>;

const named = [
  ['workspaces', '--workspaces'],
  ['demo', '--demo'],
  ['binanceRestUrl', '--binance-rest-url'],
  ['binanceStreamUrl', '--binance-stream-url'],
  ['binanceApiUrl', '--binance-api-url'],
  ['geminiRestUrl', '--gemini-rest-url'],
  ['geminiSocketUrl', '--gemini-socket-url'],
  ['krakenRestUrl', '--kraken-rest-url'],
  ['krakenSocketUrl', '--kraken-socket-url'],
  ['krakenPrivateUrl', '--kraken-private-url'],
  ['coinbaseRestUrl', '--coinbase-rest-url'],
  ['coinbaseSocketUrl', '--coinbase-socket-url'],
  ['coinbaseUserUrl', '--coinbase-user-url'],
] as const;

export function askedBy(configuration: Configuration): Asked {
  const {
    workspaces,
    demo,
    binanceRestUrl,
    binanceStreamUrl,
    binanceApiUrl,
    geminiRestUrl,
    geminiSocketUrl,
    krakenRestUrl,
    krakenSocketUrl,
    krakenPrivateUrl,
    coinbaseRestUrl,
    coinbaseSocketUrl,
    coinbaseUserUrl,
  } = configuration;
  return {
    workspaces,
    demo,
    binanceRestUrl,
    binanceStreamUrl,
    binanceApiUrl,
    geminiRestUrl,
    geminiSocketUrl,
    krakenRestUrl,
    krakenSocketUrl,
    krakenPrivateUrl,
    coinbaseRestUrl,
    coinbaseSocketUrl,
    coinbaseUserUrl,
  };
}

/**
 * The options of the second start that the running program does not have. One that asks for nothing but the window is the
 * usual start by a click; another workspaces folder is always told, since the trader would take one for the other.
 */
export function otherOptions(running: Asked, second: unknown): readonly string[] {
  if (typeof second !== 'object' || second === null) return [];
  const given = new Map(Object.entries(second));
  return named
    .filter(([field]) => given.get(field) !== running[field])
    .filter(([field]) => ![undefined, false].includes(given.get(field)))
    .map(([, option]) => option);
}
