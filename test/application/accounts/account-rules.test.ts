import { expect, it } from 'vitest';

import { keptApart, notTradedThere } from '#src/application/accounts/account-rules.ts';
import type { Account, AccountMode, Environment } from '#src/domain/account.ts';
import type { Venue } from '#src/ports/venue.ts';
import { main, sampleAccount } from '#test/ports/sample-entities.ts';
import { madeUpVenue } from '#test/venues/made-up/made-up-venue.ts';

/** Who may be in a workspace of real money, and who in one of play money; history may be in both. */
it.each<[AccountMode, Environment | undefined, 'live' | 'paper' | 'both']>([
  ['live', 'live', 'live'],
  ['live', 'testnet', 'paper'],
  ['live', 'sandbox', 'paper'],
  ['paper', 'live', 'paper'],
  ['paper', 'simulated', 'paper'],
  ['paper', 'testnet', 'paper'],
  ['history', undefined, 'both'],
])('an account of mode %s on the market %s: %s', (mode, environment, where) => {
  const allowed = (['live', 'paper', 'demo'] as const).filter(
    (kind) => keptApart(kind, { mode, environment }) === undefined,
  );
  const kinds = { live: ['live'], paper: ['paper', 'demo'], both: ['live', 'paper', 'demo'] };
  expect(allowed).toEqual(kinds[where]);
});

const exchange: Venue = {
  ...madeUpVenue,
  environments: ['live', 'testnet'],
};
const takes = () => true;

it('an account trades at a market that its venue has, where orders can be sent', () => {
  const live = { mode: 'live', environment: 'live' } as const;
  expect(notTradedThere(live, exchange, [], takes)).toBeUndefined();
  expect(notTradedThere(live, exchange, [], (_, environment) => environment !== 'live')).toEqual({
    code: 'ORDERS_NOT_TAKEN',
    venue: 'Made up',
  });
  expect(notTradedThere({ mode: 'paper', environment: 'sandbox' }, exchange, [], takes)).toEqual({
    code: 'NO_SUCH_MARKET',
    venue: 'Made up',
  });
});

it('one workspace follows one market of a venue: prices of two must not stand for one symbol', () => {
  const there: Account = { ...sampleAccount(main), venue: exchange.id, name: 'Tea', environment: 'live' };
  expect(notTradedThere({ mode: 'paper', environment: 'live' }, exchange, [there], takes)).toBeUndefined();
  expect(notTradedThere({ mode: 'paper', environment: 'testnet' }, exchange, [there], takes)).toEqual({
    code: 'OTHER_MARKET',
    account: 'Tea',
    venue: 'Made up',
  });
  // What was imported follows none.
  expect(
    notTradedThere(
      { mode: 'paper', environment: 'testnet' },
      exchange,
      [{ ...there, mode: 'history', environment: undefined }],
      takes,
    ),
  ).toBeUndefined();
});
