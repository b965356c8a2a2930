import { Group, Radio, Stack } from '@mantine/core';
import { ledgerEntryTypes } from '#src/domain/entry-types.ts';
import type { AlikeFill, AlikeMovement } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import type { AlikeShown } from './use-import-target.ts';
import { contentWords } from '#renderer/words/import-words.ts';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

type MayBeThereProps = {
  readonly rows: {
    readonly fills: number;
    readonly entries: number;
    readonly shown: readonly AlikeShown[];
    readonly shownEntries: readonly AlikeMovement[];
  };
  /** Whether they are others; undefined until the trader says so. */
  readonly areOthers: boolean | undefined;
  readonly onDecide: (areOthers: boolean) => void;
};

type AlikeRow = {
  readonly key: string;
  readonly line: number;
  readonly time: AlikeFill['time'];
  readonly inFile: string;
  /** What is there already that may be the same. */
  readonly there: string;
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
      <DataTable
        label={say('imports.rowsMayBe')}
        rows={[...shown.map(rowOfFill), ...shownEntries.map(rowOfMovement)]}
        keyOf={({ key }) => key}
        columns={[
          { id: 'line', head: say('imports.line'), kind: 'figure', render: ({ line }) => format.count(line) },
          {
            id: 'time',
            head: say('imports.time'),
            kind: 'digits',
            render: ({ time }) => format.exactTime(time),
          },
          { id: 'inFile', head: say('imports.inFile'), kind: 'digits', render: ({ inFile }) => inFile },
          { id: 'there', head: say('imports.mayBeColumn'), kind: 'digits', render: ({ there }) => there },
        ]}
      />
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

  function rowOfFill({ row: fill, tradedOn }: AlikeShown): AlikeRow {
    const [own, there] = [termsOf(fill), termsOf(fill.as)];
    const account = tradedOn === undefined ? [] : [tradedOn];
    const differing = own === there ? [] : [there];
    const { fileName: file } = fill.as;
    const from = file === undefined ? [] : [say('imports.fromFile', { file })];
    return {
      key: `${fill.line}/${fill.symbol}`,
      line: fill.line,
      time: fill.time,
      inFile: [fill.symbol, own, idWords(say, fill)].join(', '),
      there: [...account, format.exactTime(fill.as.time), ...differing, idWords(say, fill.as), ...from].join(
        ', ',
      ),
    };
  }

  function rowOfMovement({ line, time, type, currency, amount, asTime }: AlikeMovement): AlikeRow {
    return {
      key: `${line}/${type}/${currency}`,
      line,
      time,
      inFile: [movementWord(say, type), format.money(amount, currency)].join(', '),
      there: asTime === undefined ? say('imports.oneFurtherUp') : format.exactTime(asTime),
    };
  }

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
