/** A process that is killed while it brings in history: as it is about to ask for the so-many-th order. */
import { bringInAll, historyVenue, newRecord, type Traded } from './history-venue.ts';

const [folder = '', orders = '', fillsEach = '', dieAt = ''] = process.argv.slice(2);
const traded: Traded = { orders: Number(orders), fillsEach: Number(fillsEach) };
let asked = 0;
const { record } = await newRecord(folder);
await bringInAll(
  record,
  historyVenue(traded, () => {
    asked += 1;
    if (asked === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
  }),
);
