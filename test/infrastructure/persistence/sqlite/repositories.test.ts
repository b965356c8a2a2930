import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createWorkspace } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { alertRepositorySuite } from '#test/ports/alert-repository-suite.ts';
import { movementRateRepositorySuite } from '#test/ports/movement-rate-repository-suite.ts';
import { balanceAssertionRepositorySuite } from '#test/ports/balance-assertion-repository-suite.ts';
import { auditRepositorySuite } from '#test/ports/audit-repository-suite.ts';
import { comparedRepositorySuite } from '#test/ports/compared-repository-suite.ts';
import { importRepositorySuite } from '#test/ports/import-repository-suite.ts';
import { ledgerRepositorySuite } from '#test/ports/ledger-repository-suite.ts';
import { marketDataRepositorySuite } from '#test/ports/market-data-repository-suite.ts';
import { orderPageSuite } from '#test/ports/order-page-suite.ts';
import { orderRepositorySuite } from '#test/ports/order-repository-suite.ts';
import { outboxRepositorySuite } from '#test/ports/outbox-repository-suite.ts';
import { portfolioRepositorySuite } from '#test/ports/portfolio-repository-suite.ts';
import { givenPriceRepositorySuite } from '#test/ports/given-price-repository-suite.ts';
import { protectionRepositorySuite } from '#test/ports/protection-repository-suite.ts';
import { positionRepositorySuite } from '#test/ports/position-repository-suite.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import type { StoreUnderTest } from '#test/ports/store-under-test.ts';
import { tradeRepositorySuite } from '#test/ports/trade-repository-suite.ts';
import { unitOfWorkSuite } from '#test/ports/unit-of-work-suite.ts';
import { optionsFor } from './temporary-workspace.ts';

async function makeStore(): Promise<StoreUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-suite-'));
  const clock = createFakeClock(startTime);
  const idleMilliseconds = 30_000;
  const store = await createWorkspace(
    {
      ...optionsFor(folder),
      clock,
      durability: 'bulk',
      idleLimit: { clock, milliseconds: idleMilliseconds },
    },
    { id: 'suite', kind: 'paper', name: 'Suite' },
  );
  return {
    record: store.record,
    market: store.market,
    clock,
    idleMilliseconds,
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

orderRepositorySuite(makeStore);
orderPageSuite(makeStore);
tradeRepositorySuite(makeStore);
positionRepositorySuite(makeStore);
protectionRepositorySuite(makeStore);
givenPriceRepositorySuite(makeStore);
ledgerRepositorySuite(makeStore);
balanceAssertionRepositorySuite(makeStore);
portfolioRepositorySuite(makeStore);
outboxRepositorySuite(makeStore);
unitOfWorkSuite(makeStore);
marketDataRepositorySuite(makeStore);
auditRepositorySuite(makeStore);
importRepositorySuite(makeStore);
comparedRepositorySuite(makeStore);
alertRepositorySuite(makeStore);
movementRateRepositorySuite(makeStore);
