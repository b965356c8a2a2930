import type { Publish } from '#src/application/changes.ts';
import type { Account } from '#src/domain/account.ts';
import { foldHolding } from '#src/application/orders/book-fills.ts';
import { heldBy } from '#src/application/orders/held-legs.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { AccountId, CredentialId } from '#src/domain/ids.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { noDeadMansSwitch, tradedHere, type AccountRefused, type BadValue } from './account-rules.ts';
import {
  addAccount,
  isTaken,
  nameTaken,
  type AddAccountError,
  type AddAccountNeeds,
  type AddedAccount,
} from './add-account.ts';

export type AccountsNeeds = AddAccountNeeds & {
  readonly publish: Publish;
  /** Has it traded on and valued, before anybody is told of it. */
  readonly connect: (account: Account) => Promise<void>;
  /** Ends what it has at its venue, and begins it anew. */
  readonly reconnect: (account: Account) => Promise<void>;
  /** Makes the positions that are marked, and tells that they are others. */
  readonly foldAnew: <Recorded extends { readonly ok: boolean }>(
    record: () => Promise<Recorded>,
  ) => Promise<Recorded>;
};

/** The accounts of an open workspace: in the record, and in memory for whoever names one. */
export async function createAccounts(needs: AccountsNeeds) {
  const { store, clock, publish, venues, connect, reconnect } = needs;
  const known = new Map<AccountId, Account>();

  async function reload(): Promise<void> {
    for (const account of await store.read.accounts.list()) known.set(account.id, account);
  }

  /** The trader's decision about one, with what it was before in the audit trail. */
  async function change<Problem>(
    id: string,
    decide: (account: Account, all: readonly Account[]) => Result<Account, Problem>,
    follow?: (unit: Repositories, account: Account) => Promise<void>,
  ): Promise<Result<Account, Problem | NotFound<'account'>>> {
    await using unit = await store.begin();
    const { accounts, audit } = unit.repositories;
    const all = await accounts.list();
    const account = all.find((other) => other.id === id);
    if (account === undefined) return err({ code: 'NOT_FOUND', what: 'account', id });
    const decided = decide(account, all);
    if (!decided.ok) return decided;
    if (decided.value !== account) {
      await accounts.save(decided.value);
      await follow?.(unit.repositories, decided.value);
      await audit.append({
        time: clock.now(),
        actor: 'trader',
        action: 'changed',
        subject: `account ${id}`,
        detail: JSON.stringify({ from: decisions(account), to: decisions(decided.value) }),
      });
    }
    await unit.commit();
    show(decided.value);
    return decided;
  }

  function show(account: Account): void {
    known.set(account.id, account);
    publish([{ type: 'accountChanged', accountId: account.id }]);
  }

  await reload();

  return {
    reload,
    all: (): readonly Account[] => [...known.values()],
    of: (id: AccountId): Account | undefined => known.get(id),
    find: (id: string): Account | undefined => [...known.values()].find((account) => account.id === id),
    async add(asked: AddedAccount): Promise<Result<Account, AddAccountError>> {
      const added = await addAccount(needs, asked);
      if (!added.ok) return added;
      const { account, portfolio } = added.value;
      try {
        await connect(account);
      } finally {
        // It is in the record, whatever came of connecting it.
        publish([{ type: 'portfolioChanged', portfolio }]);
        show(account);
      }
      return ok(account);
    },
    rename: (id: string, name: string) =>
      change<BadValue>(id, (account, all) => {
        const others = all.filter((other) => other !== account);
        if (isTaken(name, others)) return err(nameTaken);
        return ok(name === account.name ? account : { ...account, name });
      }),
    /** From the next request on: what is working goes on, and its reports and cancels are taken. */
    disable: (id: string) =>
      change<never>(id, (account) =>
        ok(account.disabledAt === undefined ? { ...account, disabledAt: clock.now() } : account),
      ),
    /** Of the key that reads it at its venue from now on. */
    setCredential: (id: string, credential: CredentialId) =>
      change<never>(id, (account) => ok({ ...account, credential })),
    /** Another one stays. */
    dropCredential: (id: string, dropped: CredentialId | undefined) =>
      change<never>(id, (account) =>
        ok(account.credential === dropped ? { ...account, credential: undefined } : account),
      ),
    /** From when its venue is connected anew, which is begun at once. */
    async setDeadMansSwitch(
      id: string,
      isOn: boolean,
    ): Promise<Result<Account, NotFound<'account'> | AccountRefused>> {
      const before = [...known.values()].find((account) => account.id === id)?.deadMansSwitch;
      const changed = await change<AccountRefused>(id, (account) => {
        const refused = isOn ? noDeadMansSwitch(account, venues) : undefined;
        if (refused !== undefined) return err(refused);
        return ok(account.deadMansSwitch === isOn ? account : { ...account, deadMansSwitch: isOn });
      });
      if (changed.ok && before !== isOn) await reconnect(changed.value);
      return changed;
    },
    /** Its coins and shares are folded anew: what was short was a purchase that is missing, or the other way round. */
    async borrow(
      id: string,
      mayBorrow: boolean,
    ): Promise<Result<Account, NotFound<'account'> | AccountRefused>> {
      return needs.foldAnew(() =>
        change<AccountRefused>(
          id,
          (account) => {
            if (account.mode !== 'history') return err(tradedHere);
            return ok(account.mayBorrow === mayBorrow ? account : { ...account, mayBorrow });
          },
          async (unit, account) => {
            for (const held of await heldBy(unit, account.id))
              await foldHolding(unit, { accountId: account.id, held });
          },
        ),
      );
    },
    enable: (id: string) =>
      change<never>(id, (account) =>
        ok(account.disabledAt === undefined ? account : { ...account, disabledAt: undefined }),
      ),
  };
}

export type Accounts = Awaited<ReturnType<typeof createAccounts>>;

function decisions({ name, disabledAt, mayBorrow, deadMansSwitch, credential: key }: Account) {
  const more = {
    ...(mayBorrow && { mayBorrow }),
    ...(deadMansSwitch && { deadMansSwitch }),
    ...(key !== undefined && { key }),
  };
  return { name, disabled: disabledAt !== undefined, ...more };
}
