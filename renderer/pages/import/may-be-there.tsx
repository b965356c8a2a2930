import { Group, Radio, Stack } from '@mantine/core';
import type { AlikeFill, AlikeMovement } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { contentWords } from '#renderer/words/import-words.ts';
import list from '#renderer/controls/list-table.module.css';

type MayBeThereProps = {
  readonly rows: {
    readonly fills: number;
    readonly entries: number;
    readonly shown: readonly AlikeFill[];
    readonly shownEntries: readonly AlikeMovement[];
  };
  /** Whether they are others; undefined until the trader says so. */
  readonly areOthers: boolean | undefined;
  readonly onDecide: (areOthers: boolean) => void;
};

/** Counting them twice and leaving them out are both wrong where it is the other: the trader is asked. */
export function MayBeThere({ rows, areOthers, onDecide }: MayBeThereProps) {
  const format = useFormat();
  const { fills, entries, shown, shownEntries } = rows;
  const listed = shown.length + shownEntries.length;
  return (
    <Stack component="section" gap={8} aria-label="May be there already">
      <h3 className={classes['heading']}>
        {contentWords(fills, entries, format)} may be there already
        {listed < fills + entries && `, the first ${format.count(listed)} are listed`}
      </h3>
      <p className={classes['detail']}>
        The program cannot tell: they agree, but only one has a trade id, an order id or the time in full,
        their ids are of two kinds or the same, or one export sums or rounds what the other lists. Imported
        although they are the same, they count twice.
      </p>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label="Rows that may be there already">
        <table className={list['table']}>
          <thead>
            <tr>
              <th className={list['right']}>Line</th>
              <th>Time</th>
              <th>In the file</th>
              <th>May be</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((fill) => (
              <tr key={`${fill.line}/${fill.symbol}`}>
                <td className={`td-number ${list['right']}`}>{format.count(fill.line)}</td>
                <td className="td-number">{format.exactTime(fill.time)}</td>
                <td className="td-number">
                  {fill.symbol}, {termsOf(fill)}, {idWords(fill)}
                </td>
                <td className="td-number">
                  {format.exactTime(fill.as.time)}
                  {termsOf(fill.as) !== termsOf(fill) && `, ${termsOf(fill.as)}`}, {idWords(fill.as)}
                </td>
              </tr>
            ))}
            {shownEntries.map(({ line, time, type, currency, amount, asTime }) => (
              <tr key={`${line}/${type}/${currency}`}>
                <td className={`td-number ${list['right']}`}>{format.count(line)}</td>
                <td className="td-number">{format.exactTime(time)}</td>
                <td className="td-number">
                  {type.charAt(0).toUpperCase() + type.slice(1)}, {format.money(amount, currency)}
                </td>
                <td className="td-number">
                  {asTime === undefined ? 'one with its id further up' : format.exactTime(asTime)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Radio.Group
        label="They are"
        value={answerOf(areOthers)}
        onChange={(value) => onDecide(value === 'others')}
      >
        <Group gap="lg" mt={6}>
          <Radio value="same" label="The same: leave them out" />
          <Radio value="others" label="Others: import them" />
        </Group>
      </Radio.Group>
    </Stack>
  );

  function termsOf({ side, quantity, price }: Pick<AlikeFill, 'side' | 'quantity' | 'price'>): string {
    const words = side === 'BUY' ? 'Buy' : 'Sell';
    return `${words} ${format.quantity(quantity, undefined)} at ${format.price(price, undefined)}`;
  }
}

function idWords({ tradeId }: Pick<AlikeFill, 'tradeId'>): string {
  return tradeId === undefined ? 'no trade id' : `trade id ${tradeId}`;
}

function answerOf(areOthers: boolean | undefined): 'others' | 'same' | null {
  if (areOthers === undefined) return null;
  return areOthers ? 'others' : 'same';
}
