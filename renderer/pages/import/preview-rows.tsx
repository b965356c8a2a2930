import type { ImportRow } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import classes from './import.module.css';
import list from '#renderer/controls/list-table.module.css';

type PreviewRowsProps = { readonly rows: readonly ImportRow[]; readonly valid: number };

export function PreviewRows({ rows, valid }: PreviewRowsProps) {
  const format = useFormat();
  return (
    <section aria-label="Preview">
      <h3 className={classes['heading']}>
        {rows.length < valid
          ? `The first ${format.count(rows.length)} of ${format.count(valid)} fills`
          : 'The fills of the file'}
      </h3>
      <div className={list['scroll']} tabIndex={0} role="group" aria-label="Fills of the file">
        <table className={list['table']}>
          <thead>
            <tr>
              <th className={list['right']}>Line</th>
              <th>Time</th>
              <th>Symbol</th>
              <th>Side</th>
              <th className={list['right']}>Quantity</th>
              <th className={list['right']}>Price</th>
              <th className={list['right']}>Fee</th>
              <th>Order</th>
              <th>Note</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.line}/${row.symbol}`} data-faint={row.known === 'same'}>
                <td className={`td-number ${list['right']}`}>{format.count(row.line)}</td>
                <td className="td-number">{format.dateTime(row.time)}</td>
                <td>{row.symbol}</td>
                <td className={row.side === 'BUY' ? 'td-buy' : 'td-sell'}>
                  {row.side === 'BUY' ? 'Buy' : 'Sell'}
                </td>
                <td className={`td-number ${list['right']}`}>{format.quantity(row.quantity, undefined)}</td>
                <td className={`td-number ${list['right']}`}>
                  {format.price(row.price, undefined)} {row.priceCurrency}
                </td>
                <td className={`td-number ${list['right']}`}>{format.feeMoney(row.fee, row.feeCurrency)}</td>
                <td>{row.orderId ?? '–'}</td>
                <td>{knownWords(row.known)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function knownWords(known: ImportRow['known']): string {
  if (known === undefined) return '';
  return known === 'same' ? 'already there' : 'may be there already';
}
