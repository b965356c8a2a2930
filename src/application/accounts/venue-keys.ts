import type { Account } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { coinOf } from '#src/domain/held.ts';
import type { CredentialId, Currency } from '#src/domain/ids.ts';
import type { KeyProblem } from '#src/domain/key-problem.ts';
import { PurseSum, type Money } from '#src/domain/money.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import {
  credentialFor,
  keyedBy,
  type Keyed,
  type KeyedMarket,
  type KeyPermissions,
  type VenueKey,
} from '#src/domain/venue-key.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { SecretNotReached, SecretStores } from '#src/ports/secret-store.ts';
import type { Venue, VenueAccount } from '#src/ports/venue.ts';
import type { Accounts } from './accounts.ts';

/** Opens an account of a venue; nothing is asked of it yet. */
export type OpenVenueAccount = (market: KeyedMarket, key: VenueKey) => VenueAccount;

export type VenueKeysNeeds = {
  readonly read: Pick<Repositories, 'ledger' | 'positions'>;
  readonly accounts: Pick<Accounts, 'find' | 'setCredential' | 'dropCredential'>;
  readonly venues: readonly Venue[];
  readonly secrets: SecretStores;
  readonly openVenueAccount: OpenVenueAccount;
  readonly ids: Pick<IdSource, 'next'>;
  readonly log: Pick<Log, 'warn'>;
  /** The account has another key, or none any more. */
  readonly onKey: (account: Account) => Promise<void>;
};

export type KeyRefused = { readonly code: 'KEY_REFUSED'; readonly problem: KeyProblem };
type Failure = NotFound<'account' | 'venue'> | KeyRefused;

/** What the keychain may have still: it was asked to remove it, and did not say that it has. */
export type KeyLeft = { readonly item: CredentialId; readonly said: string };
export type KeptKey = KeyPermissions & { readonly left: KeyLeft | undefined };

export type ComparedBalance = {
  readonly currency: Currency;
  /** Zero where the venue tells none: it tells all that there is. */
  readonly atVenue: Decimal;
  readonly recorded: Decimal;
};

/** The keys with which accounts are read at their venues. No secret ever leaves here but to the keychain and the venue. */
export function createVenueKeys(needs: VenueKeysNeeds) {
  const { read, accounts, venues, secrets, openVenueAccount, ids, log, onKey } = needs;
  const open = new Set<VenueAccount>();

  async function asking<Value>(
    market: KeyedMarket,
    key: VenueKey,
    ask: (account: VenueAccount) => Promise<Result<Value, KeyProblem>>,
  ): Promise<Result<Value, KeyRefused>> {
    const account = openVenueAccount(market, key);
    open.add(account);
    try {
      const answer = await ask(account);
      return answer.ok ? answer : refused(answer.error);
    } finally {
      open.delete(account);
    }
  }

  async function withKey<Value>(
    id: string,
    ask: (account: VenueAccount, of: Account) => Promise<Result<Value, KeyProblem>>,
  ): Promise<Result<Value, Failure>> {
    const account = accounts.find(id);
    if (account === undefined) return err({ code: 'NOT_FOUND', what: 'account', id });
    const kept = keptFor(account);
    if (kept === undefined) return refused({ code: 'NO_KEY' });
    const found = await readKey(secrets, account);
    if (!found.ok) return refused(found.error);
    return asking(kept.keyed, found.value, (opened) => ask(opened, account));
  }

  return {
    /**
     * Asks the venue what the key may do before it is kept. One that takes money out is refused; the key that the account has
     * stays until this one is kept.
     */
    async connect(id: string, keyed: Keyed, key: VenueKey): Promise<Result<KeptKey, Failure>> {
      const account = accounts.find(id);
      if (account === undefined) return err({ code: 'NOT_FOUND', what: 'account', id });
      if (account.mode === 'paper') return refused({ code: 'PAPER_ACCOUNT' });
      if (account.mode === 'live' && !isOfItsMarket(account, keyed))
        return refused({ code: 'OTHER_MARKET_KEY' });
      const venue = venues.find((each) => each.id === keyed.venue);
      if (venue === undefined) return err({ code: 'NOT_FOUND', what: 'venue', id: keyed.venue });
      if (venue.openAccount === undefined) return refused({ code: 'NO_KEYS_TAKEN', venue: venue.label });
      const told = await asking(keyed, key, (opened) => opened.permissions());
      if (!told.ok) return told;
      if (told.value.mayWithdraw) return refused({ code: 'KEY_MAY_WITHDRAW' });
      const credential = credentialFor(keyed, ids.next());
      const kept = await secrets[keyed.place].put(credential, secretOf(key));
      if (!kept.ok) return refused(notKept(kept.error, credential));
      let isRecorded = false;
      try {
        const set = await accounts.setCredential(id, credential);
        if (!set.ok) return set;
        isRecorded = true;
      } finally {
        if (!isRecorded) await forget(credential);
      }
      const left = await forget(account.credential);
      await tellKey(id);
      return ok({ ...told.value, left });
    },
    test: (id: string): Promise<Result<KeyPermissions, Failure>> =>
      withKey(id, (account) => account.permissions()),
    /**
     * From where it is kept, and from the record, whether or not the keychain does its part. The venue still knows it. Another
     * that was kept meanwhile stays.
     */
    async remove(id: string): Promise<Result<KeyLeft | undefined, NotFound<'account'>>> {
      const account = accounts.find(id);
      if (account === undefined) return err({ code: 'NOT_FOUND', what: 'account', id });
      const left = await forget(account.credential);
      const set = await accounts.dropCredential(id, account.credential);
      if (!set.ok) return set;
      await tellKey(id);
      return ok(left);
    },
    /** What the venue says that the account has now, beside what the record says. */
    balances: (id: string): Promise<Result<readonly ComparedBalance[], Failure>> =>
      withKey(id, async (opened, account) => {
        const told = await opened.balances();
        if (!told.ok) return told;
        const atVenue = amountsIn(told.value.map(({ currency, quantity: amount }) => ({ currency, amount })));
        const recorded = amountsIn(await recordedNow(read, account));
        const codes = new Set([...atVenue.keys(), ...recorded.keys()]);
        return ok(
          [...codes].toSorted().map((currency) => ({
            currency,
            atVenue: atVenue.get(currency) ?? Decimal.zero,
            recorded: recorded.get(currency) ?? Decimal.zero,
          })),
        );
      }),
    close(): void {
      for (const account of open) account.close();
    },
  };

  /** Whoever signs with it. */
  async function tellKey(id: string): Promise<void> {
    const account = accounts.find(id);
    if (account !== undefined) await onKey(account);
  }

  /** What no account names any more is of no use to anybody. */
  async function forget(item: CredentialId | undefined): Promise<KeyLeft | undefined> {
    const keyed = item && keyedBy(item);
    if (item === undefined || keyed === undefined) return undefined;
    const removed = await secrets[keyed.place].remove(item);
    if (removed.ok) return undefined;
    const left = { item, said: removed.error.said };
    log.warn('the keychain did not say that it has removed a key', left);
    return left;
  }
}

export type VenueKeys = ReturnType<typeof createVenueKeys>;

/** The key of an account, from where it is kept. */
export async function readKey(
  secrets: SecretStores,
  account: Account,
): Promise<Result<VenueKey, KeyProblem>> {
  const kept = keptFor(account);
  if (kept === undefined) return err({ code: 'NO_KEY' });
  if (account.mode === 'live' && !isOfItsMarket(account, kept.keyed))
    return err({ code: 'OTHER_MARKET_KEY' });
  const found = await secrets[kept.keyed.place].find(kept.id);
  if (!found.ok) return found;
  return found.value === undefined ? err({ code: 'KEY_NOT_KEPT' }) : ok(keyOf(found.value));
}

/** An account that trades has one market, and no other's key. */
function isOfItsMarket({ venue, environment }: Account, keyed: KeyedMarket): boolean {
  return keyed.venue === venue && keyed.environment === environment;
}

function keptFor({ credential: id }: Account) {
  const keyed = id && keyedBy(id);
  return id === undefined || keyed === undefined ? undefined : { id, keyed };
}

/** Money, and coins of which lots are held. */
async function recordedNow(
  { ledger, positions }: VenueKeysNeeds['read'],
  { id }: Account,
): Promise<readonly Money[]> {
  const held = (await positions.active([id])).flatMap(({ held: of, quantity: amount }) => {
    const code = coinOf(of);
    return code === undefined ? [] : [{ currency: code, amount }];
  });
  return [...(await ledger.cash(id)), ...held];
}

/** As many as a venue tells: looked up, not searched for. */
function amountsIn(all: readonly Money[]): ReadonlyMap<Currency, Decimal> {
  const sum = new PurseSum();
  for (const money of all) sum.add(money);
  return new Map(sum.purse().map(({ currency, amount }) => [currency, amount]));
}

/** All parts of a key are one entry of the keychain. */
function secretOf({ key, secret, passphrase }: VenueKey): Secret {
  const parts = [key, secret, passphrase].map((part) => part?.reveal());
  return new Secret(JSON.stringify(parts));
}

function keyOf(kept: Secret): VenueKey {
  const parts: unknown = JSON.parse(kept.reveal());
  const [key, secret, passphrase] = Array.isArray(parts) ? parts.map(partOf) : [];
  if (key === undefined || secret === undefined)
    throw new TypeError('the keychain has something else in the place of a key');
  return { key, secret, passphrase };
}

function partOf(part: unknown): Secret | undefined {
  return typeof part === 'string' ? new Secret(part) : undefined;
}

function notKept({ code, said }: SecretNotReached, item: CredentialId): KeyProblem {
  return code === 'KEYCHAIN_SILENT' ? { code: 'KEY_MAY_BE_KEPT', item, said } : { code, said };
}

function refused(problem: KeyProblem): Result<never, KeyRefused> {
  return err({ code: 'KEY_REFUSED', problem });
}
