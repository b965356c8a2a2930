import { useState } from 'react';
import type { CallInput } from '#src/contract/contract.ts';
import type { AlikeFill, ImportPreview, KnownRows } from '#src/contract/imports.ts';
import { findNamed, isSameName, isTraded } from '#src/domain/account.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';

type Place = 'open' | 'new';
export type ImportTargetChoice = ReturnType<typeof useImportTarget>;

/** A fill that may be there; `tradedOn`: the account that trades and may have it. */
export type AlikeShown = { readonly row: AlikeFill; readonly tradedOn: string | undefined };

const nothing: KnownRows = { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 };

/** Where a file goes: into the open workspace, where that can be written, or into a new one; and its account. */
export function useImportTarget(preview: ImportPreview) {
  const { fileName, valid, entries, inNone, inNew, inTrading, inAccounts } = preview;
  const workspace = useLiveStore((state) => state.workspace);
  const accounts = useLiveStore((state) => state.accounts);
  const status = useAnswer('maintenance.status', {});
  const readOnly = status?.ok === true && status.value.readOnly !== undefined;
  const histories = accounts.filter(({ mode }) => mode === 'history');
  const fileTitle = fileName.replace(/\.\w+$/, '').slice(0, 60);
  const [wanted, setPlace] = useState<Place>('open');
  const [workspaceName, setWorkspaceName] = useState(fileTitle);
  // A fill is known again within its account only: a file that overlaps an earlier one belongs to the same.
  const [nearest] = inAccounts.toSorted((left, right) => knownIn(right) - knownIn(left));
  const overlaps = nearest !== undefined && knownIn(nearest) > knownIn(inNew);
  const [before] = preview.earlier;
  const [accountName, setAccountName] = useState(
    before?.accountName ?? (overlaps ? nearest.accountName : fileTitle),
  );
  const [baseCurrency, setBaseCurrency] = useState(preview.currency);
  const [decided, setDecided] = useState<{ readonly about: string; readonly areOthers: boolean }>();
  const place = workspace === undefined || readOnly ? 'new' : wanted;
  // Nothing is measured yet where there is no account.
  const isFresh = place === 'new' || accounts.length === 0;
  const base = baseCurrency.trim().toUpperCase();
  const isBase = /^[A-Z0-9]{2,20}$/.test(base);
  const account = accountName.trim();
  const ofAccount = place === 'open' ? findNamed(histories, account)?.name : undefined;
  const earlier = preview.earlier.filter((one) => ofAccount !== undefined && one.accountName === ofAccount);
  const inAnother = place === 'new' ? inNone : inNew;
  const traded = place === 'new' ? [] : inTrading;
  // What they have goes before the file comes.
  const there =
    ofAccount === undefined || earlier.length > 0
      ? inAnother
      : inAccounts.find((other) => other.accountName === ofAccount);
  const { duplicates, alike, duplicateEntries, alikeEntries } = there ?? nothing;
  const isAsked = alike + alikeEntries > 0;
  const about = `${place}/${ofAccount ?? ''}`;
  const areOthers = decided?.about === about ? decided.areOthers : undefined;

  /** Two accounts of one name would be taken for each other. */
  const isTaken =
    place === 'open' && accounts.some((other) => isTraded(other) && isSameName(other.name, account));

  function chosen(): Omit<CallInput<'imports.commit'>, 'importId'> | undefined {
    const name = workspaceName.trim();
    if (account === '' || isTaken || (place === 'new' && name === '')) return undefined;
    if (isAsked && areOthers === undefined) return undefined;
    if (isFresh && !isBase) return undefined;
    if (earlier.some(({ isCovered }) => !isCovered)) return undefined;
    return {
      accountName: account,
      importsAlike: areOthers === true,
      ...(earlier.length > 0 ? { replaces: earlier.map(({ id }) => id) } : {}),
      ...(place === 'new' ? { newWorkspace: name } : {}),
      ...(isFresh ? { baseCurrency: base } : {}),
    };
  }

  function elsewhere(count: (known: KnownRows) => number): number {
    if (place === 'new' || nearest === undefined || earlier.length > 0) return 0;
    return Math.max(0, count(nearest) - count(there ?? nothing));
  }

  function isInAccount({ accountName: name }: { readonly accountName?: string | undefined }): boolean {
    return name === ofAccount;
  }

  /** Of one that the account and one that trades may both have, the account's. */
  function alikesShown(): readonly AlikeShown[] {
    const own = preview.alikes.filter(isInAccount).map((row) => ({ row, tradedOn: undefined }));
    const lines = new Set(own.map(({ row }) => row.line));
    const others = traded.flatMap(({ accountName: tradedOn }) =>
      preview.alikes.flatMap((row) =>
        row.accountName === tradedOn && !lines.has(row.line) ? [{ row, tradedOn }] : [],
      ),
    );
    return [...own, ...others];
  }

  return {
    workspace,
    readOnly,
    place,
    setPlace,
    workspaceName,
    setWorkspaceName,
    accountName,
    isTaken,
    setAccountName,
    /** What figures of a portfolio that has none yet are told in; undefined where they are told in something already. */
    base: isFresh
      ? { text: baseCurrency, proposed: preview.currency, isRight: isBase, change: setBaseCurrency }
      : undefined,
    /** Import accounts that are there. */
    accounts: place === 'open' ? histories.map(({ name }) => name) : [],
    /** What was imported before, and comes in again because the account is another. */
    repeated: {
      fills: elsewhere((known) => known.duplicates + known.alike),
      entries: elsewhere((known) => known.duplicateEntries + known.alikeEntries),
    },
    fresh: {
      fills: valid - duplicates - (areOthers === true ? 0 : alike),
      entries: entries - duplicateEntries - (areOthers === true ? 0 : alikeEntries),
    },
    there: { fills: duplicates, entries: duplicateEntries },
    /** What accounts that trade have, or may have: it is counted above, too. */
    traded,
    /** What the account may have. */
    mayBeThere: {
      fills: alike,
      entries: alikeEntries,
      shown: alikesShown(),
      shownEntries: preview.alikeMovements.filter(isInAccount),
    },
    isAsked,
    areOthers,
    /** Imports of the account that the file replaces, or that keep it out. */
    earlier,
    decide: (others: boolean) => setDecided({ about, areOthers: others }),
    /** Undefined while a name or an answer is missing. */
    chosen: chosen(),
  };
}

function knownIn({ duplicates, alike, duplicateEntries, alikeEntries }: KnownRows): number {
  return duplicates + alike + duplicateEntries + alikeEntries;
}
