import type { ImportRow } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import { DataTable } from '#renderer/controls/data-table.tsx';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Say } from '#renderer/words/say.ts';

type PreviewRowsProps = { readonly rows: readonly ImportRow[]; readonly valid: number };

export function PreviewRows({ rows, valid }: PreviewRowsProps) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-label={say('imports.preview')}>
      <h3 className={classes['heading']}>
        {rows.length < valid
          ? say('imports.firstOf', { shown: rows.length, count: valid })
          : say('imports.fillsOfFile')}
      </h3>
      <DataTable
        label={say('imports.fillsOfFileList')}
        rows={rows}
        keyOf={({ line, symbol }) => `${line}/${symbol}`}
        isFaint={({ known }) => known === 'same'}
        columns={[
          { id: 'line', head: say('imports.line'), kind: 'figure', render: ({ line }) => format.count(line) },
          {
            id: 'time',
            head: say('imports.time'),
            kind: 'digits',
            render: ({ time }) => format.dateTime(time),
          },
          {
            id: 'symbol',
            head: say('imports.symbol'),
            render: ({ symbol, contract }) =>
              contract === undefined ? (
                symbol
              ) : (
                <>
                  {symbol}
                  <div className={classes['meaning']}>{kindWords(say, contract)}</div>
                </>
              ),
          },
          {
            id: 'side',
            head: say('imports.side'),
            render: ({ side }) => (
              <span className={side === 'BUY' ? 'td-buy' : 'td-sell'}>
                {say(side === 'BUY' ? 'imports.buy' : 'imports.sell')}
              </span>
            ),
          },
          {
            id: 'quantity',
            head: say('imports.quantity'),
            kind: 'figure',
            render: ({ quantity }) => format.quantity(quantity, undefined),
          },
          {
            id: 'price',
            head: say('imports.price'),
            kind: 'figure',
            render: ({ price, priceCurrency }) => (
              <>
                {format.price(price, undefined)} {priceCurrency}
              </>
            ),
          },
          {
            id: 'fee',
            head: say('imports.fee'),
            kind: 'figure',
            render: ({ fee, feeCurrency }) => format.feeMoney(fee, feeCurrency),
          },
          { id: 'order', head: say('imports.order'), render: ({ orderId }) => orderId ?? '–' },
          { id: 'known', head: say('imports.note'), render: ({ known }) => knownWords(say, known) },
        ]}
      />
    </section>
  );
}

function knownWords(say: Say, known: ImportRow['known']): string {
  if (known === undefined) return '';
  return known === 'same' ? say('imports.isThere') : say('imports.mayBeHere');
}

function kindWords(say: Say, { kind, settle }: NonNullable<ImportRow['contract']>): string {
  return say(`imports.${kind}`, { settle });
}
