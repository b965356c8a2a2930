import { credentialId } from '#src/domain/ids.ts';
import { Secret } from '#src/domain/secret.ts';
import { createKeychainProcess } from '#src/infrastructure/keychain/keychain-process.ts';

/** Keeps, finds and removes a secret, each time as another start of the program would; tells what came of it. */
const id = credentialId('binance/live/keychain/01');
const other = credentialId('binance/live/keychain/02');
const workerUrl = new URL('../../../src/composition/workers/keychain-worker.ts', import.meta.url);
const keychain = () => createKeychainProcess({ service: 'tapedeck-test', workerUrl });

const told: unknown[] = [];
async function find(): Promise<void> {
  const found = await keychain().find(id);
  told.push(found.ok ? (found.value?.reveal() ?? null) : found.error);
}

await find();
const put = await keychain().put(id, new Secret('first: ü "quoted"'));
told.push(put.ok);
await find();
await keychain().put(id, new Secret('second'));
await keychain().put(other, new Secret('of another'));
await find();
told.push((await keychain().remove(id)).ok, (await keychain().remove(id)).ok);
await find();
const kept = await keychain().find(other);
told.push(kept.ok ? (kept.value?.reveal() ?? null) : kept.error);
process.stdout.write(`${JSON.stringify(told)}\n`);
