import { Decimal } from '#src/domain/decimal.ts';
import { ok } from '#src/domain/result.ts';
import type { KeyedMarket, VenueKey } from '#src/domain/venue-key.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import { valueOf, type Output } from '#src/infrastructure/threads/service.ts';
import type { VenueAccount } from '#src/ports/venue.ts';
import type { AccountChoice, AccountThread } from './account-thread.ts';

type Needs = KeyedMarket & {
  readonly settings: unknown;
  readonly key: VenueKey;
  /** The worker's module: its source in tests, the built file in the program. */
  readonly workerUrl: URL;
};

/** Each question in a thread of its own, which ends with it: the library that signs is large, and rarely wanted. */
export function openAccountInThread({ venue, environment, settings, key, workerUrl }: Needs): VenueAccount {
  const closing = new AbortController();

  async function ask<Name extends keyof AccountThread>(name: Name): Promise<Output<AccountThread[Name]>> {
    const given: AccountChoice = {
      venue,
      environment,
      settings,
      key: {
        key: key.key.reveal(),
        secret: key.secret.reveal(),
        passphrase: key.passphrase?.reveal(),
      },
    };
    const thread = openThread<AccountThread>(workerUrl, { given });
    try {
      return valueOf(await thread.ask(name, undefined, { signal: closing.signal }));
    } finally {
      await thread.end();
    }
  }

  return {
    permissions: () => ask('permissions'),
    async balances() {
      const told = await ask('balances');
      if (!told.ok) return told;
      return ok(told.value.map(({ currency, quantity }) => ({ currency, quantity: Decimal.from(quantity) })));
    },
    close: () => closing.abort(),
  };
}
