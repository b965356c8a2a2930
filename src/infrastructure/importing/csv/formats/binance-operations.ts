import type { ImportedEntry } from '#src/domain/imported-fill.ts';

export type Part = 'buy' | 'sell' | 'exchange' | 'convert' | 'dust' | 'fee';
type Movement = ImportedEntry['type'] | 'payment' | 'within';

/** The same second's rows of one of these are one trade. */
export const partsOfTrades = named<Part>([
  ['buy', ['transaction buy', 'transaction spend']],
  ['sell', ['transaction sold', 'transaction revenue']],
  [
    'exchange',
    [
      'buy',
      'sell',
      'transaction related',
      'buy crypto',
      'buy crypto with card',
      'buy crypto with fiat',
      'auto-invest transaction',
      'eth 2.0 staking',
      'stablecoins auto-conversion',
      'token swap - redenomination/rebranding',
      'token swap - distribution',
    ],
  ],
  ['convert', ['large otc trading', 'binance convert']],
  ['dust', ['small assets exchange bnb', 'small assets exchange bnb (spot)']],
  ['fee', ['fee', 'transaction fee']],
]);

/** What moves a balance by itself. A payment is in or out by its sign. */
export const movements = named<Movement>([
  [
    'payment',
    [
      'deposit',
      'fiat deposit',
      'withdraw',
      'fiat withdraw',
      'fiat withdrawal',
      'send',
      'crypto box',
      'p2p trading',
      'binance card spending',
      'merchant acquiring',
      'pay',
      'binance pay',
    ],
  ],
  ['funding', ['funding fee']],
  ['realised', ['realized profit and loss', 'realize profit and loss']],
  [
    'staking',
    [
      'simple earn locked rewards',
      'staking rewards',
      'eth 2.0 staking rewards',
      'sol staking rewards',
      'pos savings interest',
      'launchpool interest',
      'dot slot auction rewards',
    ],
  ],
  [
    'interest',
    [
      'simple earn flexible interest',
      'simple earn locked interest',
      'savings interest',
      'pool distribution',
      'bnb vault rewards',
      'liquid swap rewards',
    ],
  ],
  ['margin-interest', ['isolatedmargin interest', 'cross margin interest', 'margin interest']],
  [
    'airdrop',
    ['airdrop assets', 'simple earn flexible airdrop', 'distribution', 'hodler airdrops distribution'],
  ],
  [
    'reward',
    [
      'referral kickback',
      'commission history',
      'commission rebate',
      'commission fee shared with you',
      'cash voucher',
      'cash voucher distribution',
      'card cashback',
      'binance card cashback',
      'mission reward distribution',
      'campaign related reward',
    ],
  ],
  [
    'within',
    [
      'simple earn flexible subscription',
      'simple earn flexible redemption',
      'simple earn locked subscription',
      'simple earn locked redemption',
      'staking purchase',
      'staking redemption',
      'savings purchase',
      'savings principal redemption',
      'pos savings purchase',
      'pos savings redemption',
      'transfer between main account/futures and margin account',
      'transfer between spot account and um futures account',
      'transfer between spot account and cm futures account',
      'transfer between main and funding wallet',
      'main and funding account transfer',
      'transfer_in',
      'transfer_out',
      'isolated margin transfer',
    ],
  ],
]);

function named<Kind>(kinds: readonly (readonly [Kind, readonly string[]])[]): ReadonlyMap<string, Kind> {
  return new Map(kinds.flatMap(([kind, names]) => names.map((name) => [name, kind] as const)));
}
