import { Stack } from '@mantine/core';
import type { BalanceInfo, BalanceMovementInfo } from '#src/contract/balances.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NotThereNote } from '#renderer/controls/stale-mark.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { unknownText } from '#renderer/format/number.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import classes from './statements.module.css';

type MovedListProps = { readonly balance: BalanceInfo; readonly version: number | undefined };

/** What the record says that moved an asset between the last statement before and the one that differs. */
export function MovedList({ balance, version }: MovedListProps) {
  const say = useSay();
  const format = useFormat();
  const assets = useAssetWords();
  const instruments = useLiveStore((state) => state.instruments);
  const { accountId, asset, day, until, arose } = balance;
  const from = arose?.after?.until ?? 0;
  const answer = useAnswer('balances.movements', { accountId, asset, from, to: until }, String(version));
  const name = assets.nameOf(asset);
  const after = arose?.after?.day;
  const values = { asset: name, day: assets.day(day) };
  const title =
    after === undefined
      ? say('balance.moved', values)
      : say('balance.movedAfter', { ...values, after: assets.day(after) });

  function tradeOf(movement: BalanceMovementInfo): string {
    if (movement.kind === 'entry') return unknownText;
    const { side, instrumentId, quantity, price } = movement;
    const instrument = instruments[instrumentId];
    return say('balance.trade', {
      side,
      quantity: format.quantity(quantity, instrument),
      symbol: symbolOf(instrumentId, instruments),
      price: format.price(price, instrument),
    });
  }

  return (
    <Stack gap="xs" role="region" aria-label={title}>
      <p className={classes['lead']}>{title}</p>
      {answer === undefined && <NotThereNote />}
      {answer?.ok === false && (
        <FailureNote action={say('balance.loadingMovements')} failure={answer.error} />
      )}
      {answer?.ok === true && answer.value.total === 0 && (
        <p className={classes['dim']}>{say('balance.nothingMoved')}</p>
      )}
      {answer?.ok === true && answer.value.total > 0 && (
        <>
          <DataTable
            label={title}
            rows={answer.value.movements.map((movement, at) => ({ ...movement, at }))}
            keyOf={({ at }) => String(at)}
            columns={[
              {
                id: 'time',
                head: say('balance.time'),
                kind: 'digits',
                render: ({ time }) => format.dateTime(time),
              },
              {
                id: 'kind',
                head: say('balance.kind'),
                render: (movement) =>
                  movement.kind === 'entry'
                    ? say(`activity.kind_${movement.type}`)
                    : say('balance.kindOfFill', { kind: movement.kind }),
              },
              {
                id: 'amount',
                head: say('balance.amount'),
                kind: 'figure',
                render: ({ amount }) => assets.amount(amount, asset),
              },
              { id: 'detail', head: say('balance.detail'), render: tradeOf },
            ]}
          />
          <p className={classes['dim']}>
            {say('balance.sum', {
              count: answer.value.total,
              sum: assets.difference(answer.value.sum, asset),
            })}{' '}
            {answer.value.total > answer.value.movements.length &&
              say('balance.firstShown', { shown: format.count(answer.value.movements.length) })}
          </p>
        </>
      )}
      <p className={classes['dim']}>{say('balance.waysOut')}</p>
    </Stack>
  );
}
