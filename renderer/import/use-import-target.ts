import { useState } from 'react';
import type { CallInput } from '#src/contract/contract.ts';
import type { ImportPreview } from '#src/contract/imports.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { useAnswer } from '#renderer/stores/use-answer.ts';

type Place = 'open' | 'new';
export type ImportTargetChoice = ReturnType<typeof useImportTarget>;

/** Where a file goes: into the open workspace, where that can be written, or into a new one; and its account. */
export function useImportTarget({ fileName, valid, duplicates }: ImportPreview) {
  const workspace = useLiveStore((state) => state.workspace);
  const accounts = useLiveStore((state) => state.accounts);
  const status = useAnswer('maintenance.status', {});
  const readOnly = status?.ok === true && status.value.readOnly !== undefined;
  const imported = accounts.filter(({ kind }) => kind === 'import').map(({ name }) => name);
  const fileTitle = fileName.replace(/\.\w+$/, '').slice(0, 60);
  const [wanted, setPlace] = useState<Place>('open');
  const [workspaceName, setWorkspaceName] = useState(fileTitle);
  // A fill is known again within its account only: a file that overlaps an earlier one belongs to the same.
  const [accountName, setAccountName] = useState((duplicates > 0 ? imported[0] : undefined) ?? fileTitle);
  const place = workspace === undefined || readOnly ? 'new' : wanted;
  const intoKnown = place === 'open' && imported.includes(accountName.trim());

  function chosen(): Omit<CallInput<'imports.commit'>, 'importId'> | undefined {
    const account = accountName.trim();
    const name = workspaceName.trim();
    if (account === '' || (place === 'new' && name === '')) return undefined;
    return { accountName: account, ...(place === 'new' ? { newWorkspace: name } : {}) };
  }

  return {
    workspace,
    readOnly,
    place,
    setPlace,
    workspaceName,
    setWorkspaceName,
    accountName,
    setAccountName,
    /** Import accounts that are there. */
    accounts: place === 'open' ? imported : [],
    /** Fills that were imported before, and come in again because the account is another. */
    repeated: intoKnown || place === 'new' ? 0 : duplicates,
    fresh: intoKnown ? valid - duplicates : valid,
    /** Undefined while a name is missing. */
    chosen: chosen(),
  };
}
