import { inText } from '#src/domain/in-text.ts';
import { ok } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Venue, VenueAccount } from '#src/ports/venue.ts';
import type { AccountChoice, AccountThread } from './account-thread.ts';

/** The work of an account's thread: it signs and asks. */
export async function hostAccount(
  venues: readonly Venue[],
  { venue: id, settings, environment, key: plain }: AccountChoice,
  clock: Clock,
): Promise<AccountThread> {
  const venue = venues.find((each) => each.id === id);
  if (venue?.openAccount === undefined) throw new RangeError(`no account of ${id} can be read`);
  const { key, secret, passphrase } = plain;
  const account = await venue.openAccount({
    settings,
    environment,
    clock,
    key: {
      key: new Secret(key),
      secret: new Secret(secret),
      passphrase: passphrase === undefined ? undefined : new Secret(passphrase),
    },
  });
  return {
    permissions: (_input, { signal }) => untilClosed(account, signal, account.permissions()),
    async balances(_input, { signal }) {
      const told = await untilClosed(account, signal, account.balances());
      return told.ok ? ok(inText(told.value)) : told;
    },
  };
}

/** Whoever asked may be gone before the venue answers. */
async function untilClosed<Value>(
  account: VenueAccount,
  signal: AbortSignal,
  answer: Promise<Value>,
): Promise<Value> {
  signal.addEventListener('abort', () => account.close());
  return answer;
}
