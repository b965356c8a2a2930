import { err, ok } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import { atVenueTime, createAskWithKey } from '#src/infrastructure/venues/ask-with-key.ts';
import { createSignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { VenueAccount } from '#src/ports/venue.ts';
import { accountsAnswer, readBalances } from './balances.ts';
import type { CoinbaseConfig } from './coinbase-config.ts';
import { tokenMaker } from './jwt.ts';
import { keyPermissions, problemOfKey } from './key-permissions.ts';
import { coinbaseRest, root } from './rest-dialect.ts';

/** Reads an account with a key. Nothing is sent that changes anything there. */
export function openCoinbaseAccount(config: CoinbaseConfig, key: VenueKey, clock: Clock): VenueAccount {
  const makeToken = tokenMaker(key);
  if (makeToken === undefined) return withoutKey;
  const rest = createSignedRest({ config, dialect: coinbaseRest({ config, makeToken }), clock });
  const ask = createAskWithKey(key, atVenueTime(rest));

  return {
    async permissions() {
      const told = await ask(keyPermissions, 'GET', `${root}/key_permissions`, {});
      if (!told.ok) return told;
      const problem = problemOfKey(told.value);
      if (problem !== undefined) return err(problem);
      const { can_trade: mayTrade, can_transfer: mayWithdraw } = told.value;
      // From which addresses a key is taken is not told.
      return ok({ mayTrade, mayWithdraw, fromAnywhere: undefined });
    },
    balances: () =>
      readBalances(
        (parameters) => ask(accountsAnswer, 'GET', `${root}/accounts`, parameters),
        (said) => ({ code: 'ANSWER_NOT_UNDERSTOOD', said }),
      ),
    close: () => rest.close(),
  };
}

const noKey = async () => err({ code: 'SIGNATURE_WRONG' } as const);
/** The secret is no private key. */
const withoutKey: VenueAccount = { permissions: noKey, balances: noKey, close: () => undefined };
