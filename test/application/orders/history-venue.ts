import { join } from 'node:path';
import { createHistory, type WantedHistory } from '#src/application/orders/bring-in-history.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import {
  createWorkspace,
  openWorkspaceFiles,
} from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import {
  fillsAtOnce,
  type AtVenue,
  type ExchangeClient,
  type VenueReport,
} from '#src/ports/exchange-client.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { account, btc, limitBuy } from '#test/application/desk.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';

const migrationsFolder = join(import.meta.dirname, '../../../drizzle');
const began = 1_700_000_000_000;

export type Traded = { readonly orders: number; readonly fillsEach: number };

/** A venue at which an account traded before it was added: orders one after another, of equal fills. */
export function historyVenue(
  { orders, fillsEach }: Traded,
  onQuery: (order: string) => void = () => undefined,
): Pick<ExchangeClient, 'fillsSince' | 'queryAtVenue'> {
  const { accountId: _, ...terms } = limitBuy('1', '90');
  const fills = Array.from({ length: orders * fillsEach }, (_each, at) => ({
    instrumentId: btc.id,
    brokerOrderId: String(Math.floor(at / fillsEach)),
    venueTradeId: String(at),
  }));
  const quantity = Decimal.from('0.001');
  return {
    async fillsSince(_instrument, { after }) {
      const from = after === undefined ? 0 : Number(after) + 1;
      return ok(fills.slice(from, from + fillsAtOnce));
    },
    async queryAtVenue({ brokerOrderId }: AtVenue) {
      onQuery(brokerOrderId);
      const own = fills.filter((fill) => fill.brokerOrderId === brokerOrderId);
      return ok(
        own.map(({ venueTradeId }): VenueReport => ({
          accountId: account,
          clientOrderId: clientOrderId(`web_${brokerOrderId}`),
          brokerOrderId,
          source: 'query',
          time: began + Number(venueTradeId),
          receivedAt: began,
          type: 'filled',
          placed: { ...terms, quantity: Decimal.from(String(fillsEach)).times(quantity), createdAt: began },
          fill: {
            venueTradeId,
            quantity,
            price: Decimal.from('90'),
            fee: undefined,
            liquidity: 'TAKER',
            venueSequence: undefined,
          },
        })),
      );
    },
  };
}

/** The record of an account that has traded nothing here. */
export async function newRecord(folder: string) {
  const clock = createFakeClock(began);
  const files = await createWorkspace(
    { folder, migrationsFolder, clock },
    { id: 'h', name: 'H', kind: 'paper' },
  );
  await files.record.transact((unit) => unit.instruments.saveMany([btc]));
  await openAccount(
    files.record,
    openingAccount(btc, began, { account: { id: account, name: 'Ann', mode: 'live' } }),
  );
  return files;
}

export function openRecord(folder: string) {
  return openWorkspaceFiles({ folder, migrationsFolder, clock: createFakeClock(began) });
}

export async function bringInAll(
  store: RecordStore,
  venue: ReturnType<typeof historyVenue>,
  {
    signal = new AbortController().signal,
    report = () => undefined,
    bringsAlike = false,
  }: Partial<Operation & Pick<WantedHistory, 'bringsAlike'>> = {},
) {
  const bringIn = createHistory({ store, publish: () => undefined });
  const own = await store.read.accounts.get(account);
  return bringIn(own, venue, { instruments: [btc], since: 0, bringsAlike }, { signal, report });
}
