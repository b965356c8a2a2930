import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '#src/contract/contract.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { useKeyCall } from './use-key-call.tsx';
import classes from './accounts.module.css';

type Compared = CallOutput<'keys.balances'>['balances'];

/** What the venue says that an account holds, beside the record; what differs first. */
export function VenueBalances({ accountId, venue }: { readonly accountId: string; readonly venue: string }) {
  const say = useSay();
  const client = useClient();
  const assets = useAssetWords();
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const [told, setTold] = useState<Compared>();
  const { busy, ask: make, note } = useKeyCall();
  const differing = told?.filter(({ difference }) => difference !== '0') ?? [];
  const agreeing = told?.filter(({ difference }) => difference === '0') ?? [];
  const amount = (text: string, currency: string): string =>
    assets.amount(text, { kind: 'currency', currency });

  function ask(): Promise<void> {
    return make({
      action: say('keys.asking'),
      call: () => client.call('keys.balances', { accountId }),
      onDone: ({ balances }) => setTold(balances),
      // What was told before is not of now.
      onFailed: () => setTold(undefined),
    });
  }

  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button size="xs" loading={busy} disabled={!connected} onClick={() => run(ask())}>
          {say('keys.ask', { venue })}
        </Button>
        {told !== undefined && (
          <span role="status" className={differing.length > 0 ? classes['warn'] : classes['lead']}>
            {summary()}
          </span>
        )}
      </Group>
      {note}
      {told !== undefined && told.length > 0 && (
        <DataTable
          label={say('keys.balances', { venue })}
          rows={[...differing, ...agreeing]}
          keyOf={({ currency }) => currency}
          columns={[
            { id: 'currency', head: say('keys.currency'), render: ({ currency }) => currency },
            {
              id: 'atVenue',
              head: say('keys.atVenue'),
              kind: 'figure',
              render: ({ atVenue, currency }) => amount(atVenue, currency),
            },
            {
              id: 'recorded',
              head: say('keys.recorded'),
              kind: 'figure',
              render: ({ recorded, currency }) => amount(recorded, currency),
            },
            {
              id: 'difference',
              head: say('keys.difference'),
              kind: 'figure',
              render: ({ difference, currency }) =>
                difference === '0' ? (
                  say('keys.agrees')
                ) : (
                  <span className={classes['warn']}>
                    {assets.difference(difference, { kind: 'currency', currency })}
                  </span>
                ),
            },
          ]}
        />
      )}
    </Stack>
  );

  function summary(): string {
    if (differing.length > 0) return say('keys.differ', { count: differing.length });
    return agreeing.length === 0 ? say('keys.empty') : say('keys.allAgree', { count: agreeing.length });
  }
}
