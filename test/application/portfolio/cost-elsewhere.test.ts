/** What came in without a cost is listed where it came in, wherever the lot was sold. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readUnsettled } from '#src/application/portfolio/read-unsettled.ts';
import { currency, heldId, instrumentId } from '#src/domain/ids.ts';
import { decimal, samplePair } from '#test/ports/sample-entities.ts';
import { franc, openFrancs } from './franc-desk.ts';

const bitcoin = currency('BTC');
const coin = heldId('BTC');
const pair = { ...samplePair('BTC', 'CHF'), id: instrumentId('import:BTC-CHF') };
const one = (amount: string) => ({ currency: bitcoin, amount: decimal(amount) });

let francs: Awaited<ReturnType<typeof openFrancs>>;

beforeEach(async () => {
  francs = await openFrancs();
  await francs.list(pair);
});
afterEach(() => francs.close());

test('a coin without a cost that was sold where a transfer brought it is listed, and told it has a result', async () => {
  const desk = await francs.desk();
  const to = await desk.another();
  const came = await desk.entered({ cash: one('1') });
  await desk.entered({ type: 'transfer', link: 'a', cash: one('-1') });
  await desk.entered({ type: 'transfer', link: 'a', cash: one('1'), accountId: to });
  await desk.traded({
    accountId: to,
    instrumentId: pair.id,
    side: 'SELL',
    quantity: decimal('1'),
    price: decimal('5'),
    fee: { currency: franc, amount: decimal('0') },
  });
  const question = { accountIds: [desk.own, to], base: franc, most: 10, refused: [] };
  const listed = async () =>
    (await readUnsettled(francs.read, question, new AbortController().signal)).costs.rows.map(({ id }) => id);
  expect(await listed()).toEqual([came.id]);
  await desk.entered({
    cash: one('1'),
    cost: { currency: franc, amount: decimal('2') },
    corrects: came.id,
    time: came.time,
  });
  expect(await listed()).toEqual([]);
  const sums = await francs.read.positions.sums([to]);
  expect(sums.map(({ realised, unknownResults }) => [realised.toString(), unknownResults])).toEqual([
    ['3', 0],
  ]);
  expect(await francs.read.positions.last(to, coin)).toMatchObject({ held: coin });
});
