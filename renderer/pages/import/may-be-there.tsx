import { Group, Radio, Stack } from '@mantine/core';
import { ledgerEntryTypes } from '#src/domain/ledger.ts';
import type { AlikeFill, AlikeMovement } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { contentWords } from '#renderer/words/import-words.ts';
import list from '#renderer/controls/list-table.module.css';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

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
  const say = useSay();
  const format = useFormat();
  const { fills, entries, shown, shownEntries } = rows;
  const listed = shown.length + shownEntries.length;
  return (
    <Stack component="section" gap={8} aria-label={say('imports.mayBeThere')}>
      <h3 className={classes['heading']}>
        {listed < fills + entries
          ? say('imports.mayBeListed', { content: contentWords(fills, entries), listed })
          : say('imports.mayBe', { content: contentWords(fills, entries) })}
      </h3>
      <p className={classes['detail']}>{say('imports.mayBeMeaning')}</p>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label={say('imports.rowsMayBe')}>
        <table className={list['table']}>
          <thead>
            <tr>
              <th className={list['right']}>{say('imports.line')}</th>
              <th>{say('imports.time')}</th>
              <th>{say('imports.inFile')}</th>
              <th>{say('imports.mayBeColumn')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((fill) => (
              <tr key={`${fill.line}/${fill.symbol}`}>
                <td className={`td-number ${list['right']}`}>{format.count(fill.line)}</td>
                <td className="td-number">{format.exactTime(fill.time)}</td>
                <td className="td-number">
                  {fill.symbol}, {termsOf(fill)}, {idWords(say, fill)}
                </td>
                <td className="td-number">
                  {format.exactTime(fill.as.time)}
                  {termsOf(fill.as) !== termsOf(fill) && `, ${termsOf(fill.as)}`}, {idWords(say, fill.as)}
                </td>
              </tr>
            ))}
            {shownEntries.map(({ line, time, type, currency, amount, asTime }) => (
              <tr key={`${line}/${type}/${currency}`}>
                <td className={`td-number ${list['right']}`}>{format.count(line)}</td>
                <td className="td-number">{format.exactTime(time)}</td>
                <td className="td-number">
                  {movementWord(say, type)}, {format.money(amount, currency)}
                </td>
                <td className="td-number">
                  {asTime === undefined ? say('imports.oneFurtherUp') : format.exactTime(asTime)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Radio.Group
        label={say('imports.theyAre')}
        value={answerOf(areOthers)}
        onChange={(value) => onDecide(value === 'others')}
      >
        <Group gap="lg" mt={6}>
          <Radio value="same" label={say('imports.same')} />
          <Radio value="others" label={say('imports.others')} />
        </Group>
      </Radio.Group>
    </Stack>
  );

  function termsOf({ side, quantity, price }: Pick<AlikeFill, 'side' | 'quantity' | 'price'>): string {
    return say('imports.terms', {
      side,
      quantity: format.quantity(quantity, undefined),
      price: format.price(price, undefined),
    });
  }
}

function idWords(say: Say, { tradeId }: Pick<AlikeFill, 'tradeId'>): string {
  return tradeId === undefined ? say('imports.noTradeId') : say('imports.tradeIdIs', { id: tradeId });
}

/** Of a kind that this version does not know, as the file's reader named it. */
function movementWord(say: Say, type: string): string {
  const known = ledgerEntryTypes.find((one) => one === type);
  return known === undefined ? type : say(`imports.movement_${known}`);
}

function answerOf(areOthers: boolean | undefined): 'others' | 'same' | null {
  if (areOthers === undefined) return null;
  return areOthers ? 'others' : 'same';
}
