import { expect, it } from 'vitest';
import { createBalanceChecks } from '#src/application/portfolio/balance-checks.ts';
import { currency } from '#src/domain/ids.ts';
import { StoreClosedError } from '#src/ports/store-errors.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { main } from '#test/ports/sample-entities.ts';

const question = {
  accountId: main,
  asset: { kind: 'currency', currency: currency('BTC') },
  from: 0,
  to: 1,
  most: 1,
} as const;

/** As a thread that answers nothing, and ends when it is stopped. */
function stopped(_: unknown, signal: AbortSignal): Promise<never> {
  return new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('it was stopped')));
  });
}

async function opened() {
  const { record } = await openTemporary(await temporaryWorkspace());
  return createBalanceChecks({
    store: record,
    reader: { check: stopped, movements: stopped },
    clock: createFakeClock(0),
    log: { info: unsaid, warn: unsaid, error: unsaid },
    onChange: () => undefined,
  });
}

function unsaid(): void {}

it('a question about what moved that the closing of its workspace cuts short is no fault', async () => {
  const checks = await opened();
  const asked = checks.movements(question);
  await Promise.all([checks.close(), expect(asked).rejects.toThrow(StoreClosedError)]);
});
