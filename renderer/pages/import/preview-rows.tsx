import type { ImportRow } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import list from '#renderer/controls/list-table.module.css';
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
      <div className={list['scroll']} tabIndex={0} role="group" aria-label={say('imports.fillsOfFileList')}>
        <table className={list['table']}>
          <thead>
            <tr>
              <th className={list['right']}>{say('imports.line')}</th>
              <th>{say('imports.time')}</th>
              <th>{say('imports.symbol')}</th>
              <th>{say('imports.side')}</th>
              <th className={list['right']}>{say('imports.quantity')}</th>
              <th className={list['right']}>{say('imports.price')}</th>
              <th className={list['right']}>{say('imports.fee')}</th>
              <th>{say('imports.order')}</th>
              <th>{say('imports.note')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.line}/${row.symbol}`} data-faint={row.known === 'same'}>
                <td className={`td-number ${list['right']}`}>{format.count(row.line)}</td>
                <td className="td-number">{format.dateTime(row.time)}</td>
                <td>{row.symbol}</td>
                <td className={row.side === 'BUY' ? 'td-buy' : 'td-sell'}>
                  {say(row.side === 'BUY' ? 'imports.buy' : 'imports.sell')}
                </td>
                <td className={`td-number ${list['right']}`}>{format.quantity(row.quantity, undefined)}</td>
                <td className={`td-number ${list['right']}`}>
                  {format.price(row.price, undefined)} {row.priceCurrency}
                </td>
                <td className={`td-number ${list['right']}`}>{format.feeMoney(row.fee, row.feeCurrency)}</td>
                <td>{row.orderId ?? '–'}</td>
                <td>{knownWords(say, row.known)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function knownWords(say: Say, known: ImportRow['known']): string {
  if (known === undefined) return '';
  return known === 'same' ? say('imports.isThere') : say('imports.mayBeHere');
}
