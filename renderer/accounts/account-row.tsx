import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { isTraded } from '#src/domain/account.ts';
import { tradesWords } from '#renderer/accounts/account-words.ts';
import classes from '#renderer/accounts/accounts.module.css';
import { useFormat } from '#renderer/format/use-format.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';

/** What is wrong with the name itself stands at its field. */
export type Renamed = { readonly done: boolean; readonly problem?: string };

type AccountRowProps = {
  readonly account: AccountInfo;
  readonly connected: boolean;
  readonly onRename: (name: string) => Promise<Renamed>;
  readonly onDisable: (disabled: boolean) => Promise<void>;
};

export function AccountRow({ account, connected, onRename, onDisable }: AccountRowProps) {
  const format = useFormat();
  const { id, name, portfolioId, disabledAt } = account;
  const venue = useLiveStore((state) => state.venues.find((other) => other.id === account.venue)?.label);
  const portfolio = useLiveStore((state) => state.portfolios.find((other) => other.id === portfolioId)?.name);
  const working = useLiveStore(
    (state) => Object.values(state.orders).filter((order) => order.active && order.accountId === id).length,
  );
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function during(work: Promise<unknown>): Promise<void> {
    setBusy(true);
    await work;
    setBusy(false);
  }

  async function rename(): Promise<void> {
    if (typed === undefined || typed.trim() === '') return;
    const renamed: Renamed = typed.trim() === name ? { done: true } : await onRename(typed.trim());
    if (renamed.done) type(undefined);
    else setProblem(renamed.problem);
  }

  function type(text: string | undefined): void {
    setTyped(text);
    setProblem(undefined);
  }

  return (
    <tr data-disabled={disabledAt !== undefined || undefined}>
      <td className={classes['name']} title={name}>
        {typed === undefined ? (
          name
        ) : (
          <form
            className={classes['rename']}
            onSubmit={(event) => {
              event.preventDefault();
              void during(rename());
            }}
          >
            <TextInput
              size="xs"
              aria-label={`New name of ${name}`}
              maxLength={60}
              autoFocus
              value={typed}
              error={problem}
              onChange={(event) => type(event.currentTarget.value)}
            />
            <Button
              type="submit"
              size="compact-xs"
              loading={busy}
              disabled={!connected || typed.trim() === ''}
            >
              Save
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => type(undefined)}>
              Keep
            </Button>
          </form>
        )}
      </td>
      <td>{venue ?? 'Imported'}</td>
      <td>{tradesWords(account)}</td>
      <td className={classes['name']} title={portfolio}>
        {portfolio ?? portfolioId}
      </td>
      <td className={`td-number ${classes['right']}`}>{format.count(working)}</td>
      <td title={account.locked}>{stateWords(account)}</td>
      <td>
        {typed === undefined && (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={!connected}
              aria-label={`Rename ${name}`}
              onClick={() => type(name)}
            >
              Rename
            </Button>
            {isTraded(account) && (
              <Button
                size="compact-xs"
                variant="default"
                loading={busy}
                disabled={!connected}
                aria-label={`${disabledAt === undefined ? 'Disable' : 'Enable'} ${name}`}
                onClick={() => void during(onDisable(disabledAt === undefined))}
              >
                {disabledAt === undefined ? 'Disable' : 'Enable'}
              </Button>
            )}
          </Group>
        )}
      </td>
    </tr>
  );
}

function stateWords({ mode, disabledAt, locked }: AccountInfo): string {
  if (mode === 'history') return '–';
  if (disabledAt !== undefined) return 'Disabled';
  return locked === undefined ? 'Enabled' : 'Locked';
}
