import { venueLabel } from '#renderer/words/feed-words.ts';
import { reasonWords } from '#renderer/words/coded-words.ts';
import { run } from '#renderer/core/run.ts';
import { Button, Group } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OrderInfo } from '#src/contract/orders.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { isTraded } from '#src/domain/account.ts';
import { tradesWords } from '#renderer/words/account-words.ts';
import classes from './accounts.module.css';
import { RenameAccount, type Renamed } from './rename-account.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSelection } from '#renderer/core/selection.ts';
import list from '#renderer/controls/data-table.module.css';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

type AccountRowProps = {
  readonly account: AccountInfo;
  readonly connected: boolean;
  readonly onRename: (name: string) => Promise<Renamed>;
  readonly onDisable: (disabled: boolean) => Promise<void>;
  readonly onBorrow: (allowed: boolean) => Promise<void>;
  readonly onKey: () => void;
  readonly onCompare: () => void;
  readonly onFees: () => void;
};

export function AccountRow(props: AccountRowProps) {
  const { account, connected, onRename, onDisable, onBorrow, onKey, onCompare, onFees } = props;
  const say = useSay();
  const format = useFormat();
  const { id, name, portfolioId, disabledAt } = account;
  const venue = useLiveStore((state) => state.venues.find((other) => other.id === account.venue));
  const portfolio = useLiveStore((state) => state.portfolios.find((other) => other.id === portfolioId)?.name);
  const isOwn = useCallback(({ accountId }: OrderInfo) => accountId === id, [id]);
  const working = useSelection(({ orders }) => orders, isOwn).length;
  const [renaming, setRenaming] = useState(false);
  const [busy, setBusy] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  const wasRenaming = useRef(false);
  useEffect(() => {
    // The focus goes back to where the renaming began.
    if (wasRenaming.current && !renaming) renameButton.current?.focus();
    wasRenaming.current = renaming;
  }, [renaming]);

  async function setBorrowing(allowed: boolean): Promise<void> {
    setBusy(true);
    await onBorrow(allowed);
    setBusy(false);
  }

  async function setDisabled(disabled: boolean): Promise<void> {
    setBusy(true);
    await onDisable(disabled);
    setBusy(false);
  }

  return (
    <tr data-disabled={disabledAt !== undefined || undefined}>
      <td className={renaming ? undefined : classes['name']} title={name}>
        {renaming ? (
          <RenameAccount
            name={name}
            connected={connected}
            onRename={onRename}
            onEnd={() => setRenaming(false)}
          />
        ) : (
          name
        )}
      </td>
      <td>{venue === undefined ? say('accounts.imported') : venueLabel(venue)}</td>
      <td>{tradesWords(account)}</td>
      <td className={classes['name']} title={portfolio}>
        {portfolio ?? portfolioId}
      </td>
      <td className={`td-number ${list['right']}`}>{format.count(working)}</td>
      <td title={account.locked && reasonWords(account.locked, format)}>{stateWords(say, account)}</td>
      <td>
        {!renaming && (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            <Button
              ref={renameButton}
              size="compact-xs"
              variant="subtle"
              disabled={!connected}
              aria-label={say('accounts.renameNamed', { name })}
              onClick={() => setRenaming(true)}
            >
              {say('accounts.rename')}
            </Button>
            {account.mode === 'live' && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={say('compare.ofNamed', { name })}
                onClick={onCompare}
              >
                {say('compare.of')}
              </Button>
            )}
            {account.mode !== 'paper' && (
              <Button
                size="compact-xs"
                variant="default"
                disabled={!connected}
                aria-label={say('keys.ofNamed', { name })}
                onClick={onKey}
              >
                {say('keys.of')}
              </Button>
            )}
            {!isTraded(account) && (
              <Button
                size="compact-xs"
                variant="default"
                disabled={!connected}
                aria-label={say('accounts.feeScheduleNamed', { name })}
                onClick={onFees}
              >
                {say('accounts.feeSchedule')}
              </Button>
            )}
            {!isTraded(account) && (
              <Button
                size="compact-xs"
                variant="default"
                loading={busy}
                disabled={!connected}
                title={say('accounts.borrowHint')}
                aria-label={say(account.mayBorrow ? 'accounts.borrowNotNamed' : 'accounts.borrowNamed', {
                  name,
                })}
                onClick={() => run(setBorrowing(account.mayBorrow !== true))}
              >
                {account.mayBorrow ? say('accounts.borrowNot') : say('accounts.borrow')}
              </Button>
            )}
            {isTraded(account) && (
              <Button
                size="compact-xs"
                variant="default"
                loading={busy}
                disabled={!connected}
                aria-label={say(disabledAt === undefined ? 'accounts.disableNamed' : 'accounts.enableNamed', {
                  name,
                })}
                onClick={() => run(setDisabled(disabledAt === undefined))}
              >
                {disabledAt === undefined ? say('accounts.disable') : say('accounts.enable')}
              </Button>
            )}
          </Group>
        )}
      </td>
    </tr>
  );
}

function stateWords(say: Say, { mode, disabledAt, locked, deadMansSwitch }: AccountInfo): string {
  if (mode === 'history') return '–';
  const state =
    disabledAt !== undefined
      ? say('accounts.disabled')
      : locked === undefined
        ? say('accounts.enabled')
        : say('accounts.locked');
  return deadMansSwitch === true ? say('accounts.withSwitch', { state }) : state;
}
