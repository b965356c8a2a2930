import { Button, Group } from '@mantine/core';
import type { BalanceInfo } from '#src/contract/balances.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import classes from './statements.module.css';

type BalanceTableProps = {
  readonly balances: readonly BalanceInfo[];
  readonly onCorrect: (id: string) => void;
  /** The id in the document of the button that corrects one, which a correction does not change. */
  readonly buttonOf: (balance: BalanceInfo) => string;
};

/** What was entered, each beside what the record says; the newest day first. */
export function BalanceTable({ balances, onCorrect, buttonOf }: BalanceTableProps) {
  const say = useSay();
  const client = useClient();
  const assets = useAssetWords();
  const accounts = useLiveStore((state) => state.accounts);
  const { busy, failed, make } = useCall();

  function takeBack(id: string): Promise<void> {
    return make({
      action: say('balance.takingBack'),
      call: () => client.call('balances.takeBack', { id }),
      onClose: () => undefined,
    });
  }

  return (
    <>
      <DataTable
        label={say('balance.table')}
        rows={balances.toSorted((one, other) => other.until - one.until)}
        keyOf={buttonOf}
        columns={[
          {
            id: 'day',
            head: say('balance.day'),
            kind: 'digits',
            render: ({ day }) => assets.day(day),
            titleOf: ({ zone }) => zone,
          },
          {
            id: 'account',
            head: say('balance.account'),
            render: ({ accountId }) => accounts.find(({ id }) => id === accountId)?.name ?? accountId,
          },
          { id: 'asset', head: say('balance.asset'), render: ({ asset }) => assets.nameOf(asset) },
          {
            id: 'stated',
            head: say('balance.stated'),
            kind: 'figure',
            render: ({ quantity, asset }) => assets.amount(quantity, asset),
          },
          {
            id: 'recorded',
            head: say('balance.recorded'),
            kind: 'figure',
            titleOf: ({ recorded }) => (recorded === undefined ? say('balance.unknown') : undefined),
            render: ({ recorded, asset }) => assets.amount(recorded, asset),
          },
          {
            id: 'difference',
            head: say('balance.difference'),
            kind: 'figure',
            render: ({ difference, asset }) => {
              if (difference === '0') return say('balance.agrees');
              if (difference === undefined) return assets.amount(undefined, asset);
              return <span className={classes['differs']}>{assets.difference(difference, asset)}</span>;
            },
          },
          {
            id: 'actions',
            head: say('balance.actions'),
            kind: 'actions',
            render: (balance) => {
              const { id, asset, day } = balance;
              const of = { asset: assets.nameOf(asset), day: assets.day(day) };
              return (
                <Group gap={4} justify="flex-end" wrap="nowrap">
                  <Button
                    id={buttonOf(balance)}
                    size="compact-xs"
                    variant="subtle"
                    aria-label={say('balance.correctOf', of)}
                    onClick={() => onCorrect(id)}
                  >
                    {say('balance.correct')}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    disabled={busy}
                    aria-label={say('balance.takeBackOf', of)}
                    onClick={() => run(takeBack(id))}
                  >
                    {say('balance.takeBack')}
                  </Button>
                </Group>
              );
            },
          },
        ]}
      />
      {failed !== undefined && <FailureNote {...failed} />}
    </>
  );
}
