import { useState } from 'react';
import { z } from 'zod';
import type { ProposedTransferInfo, UnsettledInfo } from '#src/contract/unsettled.ts';
import { Button } from '@mantine/core';
import { Decimal } from '#src/domain/decimal.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import { SettleGroup, SettleLine, Way } from './settle-group.tsx';
import classes from './settle.module.css';

/** Pairs that the trader said are none: kept with the workspace. */
export const refusedTransfers = z.array(z.object({ left: z.string(), arrived: z.string() })).readonly();
export type RefusedTransfers = z.infer<typeof refusedTransfers>;
export const noneRefused: RefusedTransfers = [];

type TransferGroupProps = {
  readonly of: UnsettledInfo['transfers'];
  readonly refused: RefusedTransfers;
  readonly onRefused: (change: (held: RefusedTransfers) => RefusedTransfers) => void;
};

/** What left one own account and may have arrived in another. */
export function TransferGroup({ of, refused, onRefused }: TransferGroupProps) {
  const say = useSay();
  const [linked, setLinked] = useState<readonly Linked[]>([]);
  return (
    <>
      <SettleGroup
        title={say('settle.transfers')}
        lead={say('settle.transfersLead')}
        of={of}
        keyOf={({ left }) => left.id}
        render={(transfer) => (
          <Transfer
            transfer={transfer}
            onLinked={(id, words) => setLinked((before) => [...before, { id, words }])}
            onRefuse={() => {
              const none = { left: transfer.left.id, arrived: transfer.arrived.id };
              onRefused((held) => [...held, none].slice(-mostRefused));
            }}
          />
        )}
      />
      {linked.map((each) => (
        <LinkedLine
          key={each.id}
          linked={each}
          onSeparated={() => setLinked((before) => before.filter(({ id }) => id !== each.id))}
        />
      ))}
      {refused.length > 0 && (
        <Button variant="subtle" size="compact-xs" onClick={() => onRefused(() => noneRefused)}>
          {say('settle.proposeAgain', { count: refused.length })}
        </Button>
      )}
    </>
  );
}

/** As many as one question takes. */
const mostRefused = 500;

type Linked = { readonly id: string; readonly words: string };

type TransferProps = {
  readonly transfer: ProposedTransferInfo;
  readonly onLinked: (id: string, words: string) => void;
  readonly onRefuse: () => void;
};

function Transfer({ transfer, onLinked, onRefuse }: TransferProps) {
  const say = useSay();
  const format = useFormat();
  const client = useClient();
  const assets = useAssetWords();
  const accounts = useLiveStore((state) => state.accounts);
  const linking = useCall();
  const { left, arrived, isAmbiguous } = transfer;
  const { asset } = left;
  const lost = Decimal.from(left.amount).plus(Decimal.from(arrived.amount)).negated();
  const nameOf = (id: string): string => accounts.find((account) => account.id === id)?.name ?? id;
  const words = say('settle.transfer', {
    amount: assets.amount(arrived.amount, asset),
    asset: assets.nameOf(asset),
    from: nameOf(left.accountId),
    to: nameOf(arrived.accountId),
    left: format.dateTime(left.time),
    arrived: format.dateTime(arrived.time),
  });

  function link(): Promise<void> {
    return linking.make({
      action: say('settle.linking'),
      call: () => client.call('activity.link', { left: left.id, arrived: arrived.id }),
      onClose: () => undefined,
      onDone: ({ id }) => onLinked(id, words),
    });
  }

  return (
    <SettleLine
      ways={
        <>
          <Way words={say('settle.link')} name={words} onClick={() => run(link())} />
          <Way words={say('settle.refuse')} name={words} onClick={onRefuse} />
        </>
      }
      opened={linking.failed !== undefined && <FailureNote {...linking.failed} />}
    >
      {words}
      {!lost.isZero() && (
        <>
          {' '}
          {say('settle.lost', { amount: assets.amount(lost.toString(), asset), asset: assets.nameOf(asset) })}
        </>
      )}
      {isAmbiguous && <span className={classes['warning']}> {say('settle.ambiguous')}</span>}
    </SettleLine>
  );
}

function LinkedLine({ linked, onSeparated }: { readonly linked: Linked; readonly onSeparated: () => void }) {
  const say = useSay();
  const client = useClient();
  const separating = useCall();
  function separate(): Promise<void> {
    return separating.make({
      action: say('activity.separating'),
      call: () => client.call('activity.separate', { id: linked.id }),
      onClose: onSeparated,
    });
  }
  return (
    <SettleLine
      ways={<Way words={say('settle.undo')} name={linked.words} onClick={() => run(separate())} />}
      opened={separating.failed !== undefined && <FailureNote {...separating.failed} />}
    >
      {say('settle.linked', { words: linked.words })}
    </SettleLine>
  );
}
