import { expect, test } from 'vitest';
import { importDesk } from './import-desk.ts';

const orders = [
  'UID,Account Type,Order ID,Order Time(UTC),Symbol,Side,Order Type,Order Price,Order Amount,Avg. Filled Price,Filled Amount,Filled Volume,Filled Volume (USDT),Filled Time(UTC),Fee,Fee Currency,Tax,Status',
  'u1,main,O1,2024-01-01 08:00:00,ETH-USDT,sell,limit,2000,3,2000.33,3,6001,6001,2024-01-01 12:01:00,6.001,USDT,,deal',
].join('\n');
const executions = [
  'UID,Account Type,Order ID,Symbol,Side,Order Type,Avg. Filled Price,Filled Amount,Filled Volume,Filled Volume (USDT),Filled Time(UTC+08:00),Fee,Maker/Taker,Fee Currency',
  'u1,main,O1,ETH-USDT,SELL,LIMIT,2000,2,4000,4000,2024-01-01 18:01:00,4,MAKER,USDT',
  'u1,main,O1,ETH-USDT,SELL,LIMIT,2001,1,2001,2001,2024-01-01 20:01:00,2.001,MAKER,USDT',
].join('\n');

test('the preview of executions names the file that has their order, and nothing counts twice', async () => {
  const { handlers } = await importDesk();
  const previewOf = async (fileName: string, text: string) => {
    const begun = await handlers['imports.begin']({ fileName });
    if (!begun.ok) throw new Error('an import always begins');
    await handlers['imports.chunk']({ importId: begun.value.importId, text });
    const shown = await handlers['imports.preview'](begun.value);
    if (!shown.ok) throw new Error(shown.error.code);
    return shown.value;
  };
  const first = await previewOf('orders.csv', orders);
  expect(await handlers['imports.commit']({ importId: first.importId, accountName: 'X' })).toMatchObject({
    value: { imported: 1 },
  });
  const second = await previewOf('executions.csv', executions);
  expect(second.inAccounts).toMatchObject([{ accountName: 'X', duplicates: 0, alike: 2 }]);
  expect(second.alikes.map(({ as }) => [as.fileName, as.quantity])).toEqual([
    ['orders.csv', '3'],
    ['orders.csv', '3'],
  ]);
  expect(await handlers['imports.commit']({ importId: second.importId, accountName: 'X' })).toMatchObject({
    value: { imported: 0, alike: 2 },
  });
});
