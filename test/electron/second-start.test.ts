import { expect, it } from 'vitest';
import { otherOptions } from '#electron/second-start.ts';

const running = {
  workspaces: '/tapes',
  demo: false,
  binanceRestUrl: undefined,
  binanceStreamUrl: undefined,
  binanceApiUrl: undefined,
  geminiRestUrl: undefined,
  geminiSocketUrl: undefined,
  krakenRestUrl: undefined,
  krakenSocketUrl: undefined,
  krakenPrivateUrl: undefined,
  coinbaseRestUrl: undefined,
  coinbaseSocketUrl: undefined,
  coinbaseUserUrl: undefined,
};

it.each([
  ['the same', running, []],
  ['another folder', { ...running, workspaces: '/other' }, ['--workspaces']],
  ['the demo', { ...running, demo: true }, ['--demo']],
  [
    'another venue',
    { ...running, binanceRestUrl: 'https://x.test', binanceStreamUrl: 'wss://x.test' },
    ['--binance-rest-url', '--binance-stream-url'],
  ],
  ['what a third program might send', 'nonsense', []],
  ['nothing', undefined, []],
] as const)('a second start with %s', (_what, second, told) => {
  expect(otherOptions(running, second)).toEqual(told);
});

it('a plain start while the demo is shown asks for the window alone', () => {
  expect(otherOptions({ ...running, demo: true }, running)).toEqual([]);
});
