import { expect, it } from 'vitest';
import { importDesk } from './import-desk.ts';

const tradeRepublic = [
  'datetime,date,account_type,category,type,asset_class,name,symbol,shares,price,amount,fee,tax,currency,transaction_id',
  '2025-12-06T09:15:04Z,2025-12-06,DEFAULT,TRADING,BUY,FUND,World,IE00AAAA0001,3.0,30.10,-90.30,-1.00,,EUR,b1',
  '2025-12-07T09:15:04Z,2025-12-07,DEFAULT,TRADING,SELL,FUND,World,IE00AAAA0001,-1.0,31.10,31.10,-1.00,-0.25,EUR,s1',
  '2025-12-08T09:15:04Z,2025-12-08,DEFAULT,TRADING,BUY,FUND,World,IE00AAAA0001,1.0,30.50,-30.50,-1.00,,EUR,b2',
];
/** It has no ids, and two rows that are equal. */
const robinhood = [
  '"Activity Date","Process Date","Settle Date","Instrument","Description","Trans Code","Quantity","Price","Amount"',
  '"5/6/2025","5/6/2025","5/7/2025","ACME","Acme, Inc.","Buy","2","$100.00","($200.00)"',
  '"5/6/2025","5/6/2025","5/7/2025","ACME","Acme, Inc.","Buy","2","$100.00","($200.00)"',
  '"5/7/2025","5/7/2025","5/8/2025","ACME","Cash Div","CDIV","","","$1.30"',
  '"5/8/2025","5/8/2025","5/9/2025","ACME","Acme, Inc.","Sell","1","$110.00","$110.00"',
];

it.each([
  ['by their ids', tradeRepublic, { first: [2, 1], again: [0, 0], further: [1, 0] }],
  ['by all that they say', robinhood, { first: [2, 1], again: [0, 0], further: [1, 0] }],
])(
  'a file that comes twice, or overlaps, adds nothing twice: rows are known %s',
  async (_how, lines, { first, again, further }) => {
    const desk = await importDesk();
    const imported = async (text: string) => {
      const importId = await desk.begin(text);
      const shown = await desk.handlers['imports.preview']({ importId });
      if (!shown.ok) throw new Error(shown.error.code);
      const done = await desk.handlers['imports.commit']({ importId, accountName: 'X' });
      if (!done.ok) throw new Error(done.error.code);
      return [done.value.imported, done.value.entries];
    };
    const beginning = lines.slice(0, -1).join('\n');
    expect(await imported(beginning)).toEqual(first);
    expect(await imported(beginning)).toEqual(again);
    expect(await imported(lines.join('\n'))).toEqual(further);
    const { rows } = await desk.store.read.trades.page({}, 'ascending', { limit: 100 });
    expect(rows).toHaveLength(3);
  },
);
