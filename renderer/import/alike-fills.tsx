import { Group, Radio } from '@mantine/core';
import type { AlikeFill } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import classes from '#renderer/import/import.module.css';
import { counted } from '#renderer/import/import-words.ts';

type AlikeFillsProps = {
  readonly fills: readonly AlikeFill[];
  readonly alike: number;
  /** Whether they are others; undefined until the trader says so. */
  readonly areOthers: boolean | undefined;
  readonly onDecide: (areOthers: boolean) => void;
};

/** Counting them twice and leaving them out are both wrong where it is the other: the trader is asked. */
export function AlikeFills({ fills, alike, areOthers, onDecide }: AlikeFillsProps) {
  const format = useFormat();
  return (
    <section aria-label="Fills that may be there already">
      <h3 className={classes['heading']}>
        {counted(alike, 'fill may be there already', 'fills may be there already', format)}
        {fills.length < alike && `, the first ${format.count(fills.length)} are listed`}
      </h3>
      <p className={classes['detail']}>
        The program cannot tell: of two fills that agree, only one has its trade id, its order id or its time
        in full, or two have one trade id. Imported although they are the same, they count twice.
      </p>
      <div className={classes['scroll']} tabIndex={0} role="group" aria-label="May be there already">
        <table className={classes['table']}>
          <thead>
            <tr>
              <th className={classes['right']}>Line</th>
              <th>Time</th>
              <th>Symbol</th>
              <th>Fill of the file</th>
              <th>May be</th>
            </tr>
          </thead>
          <tbody>
            {fills.map((fill) => (
              <tr key={`${fill.line}/${fill.symbol}`}>
                <td className={`td-number ${classes['right']}`}>{format.count(fill.line)}</td>
                <td className="td-number">{format.exactTime(fill.time)}</td>
                <td>{fill.symbol}</td>
                <td className="td-number">{fillWords(fill)}</td>
                <td className="td-number">
                  {format.exactTime(fill.as.time)}, {fillWords(fill.as)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Radio.Group
        label="These fills are"
        value={areOthers === undefined ? null : areOthers ? 'others' : 'same'}
        onChange={(value) => onDecide(value === 'others')}
      >
        <Group gap="lg" mt={6}>
          <Radio value="same" label="The same: leave them out" />
          <Radio value="others" label="Other fills: import them" />
        </Group>
      </Radio.Group>
    </section>
  );

  function fillWords({ side, quantity, price, tradeId }: Omit<AlikeFill['as'], 'time'>): string {
    const words = `${side === 'BUY' ? 'Buy' : 'Sell'} ${format.quantity(quantity, undefined)} at ${format.price(price, undefined)}`;
    return tradeId === undefined ? `${words}, no trade id` : `${words}, trade id ${tradeId}`;
  }
}
