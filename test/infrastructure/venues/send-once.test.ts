import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const sendOnce = new URL('../../../src/infrastructure/venues/send-once.ts', import.meta.url).href;

/** https://github.com/AsyncHttpClient/async-http-client/issues/1740: whoever looks for a fault prints all, and hands it on. */
it('what Node prints to find faults of connections has no headers of a request', async () => {
  const told: unknown[] = [];
  const venue = createServer((request, response) => {
    told.push(request.headers['x-mbx-apikey']);
    response.end('{}');
  });
  venue.listen(0, '127.0.0.1');
  await once(venue, 'listening');
  onTestFinished(() => void venue.close());
  const address = venue.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const script = join(await temporaryFolder(), 'program.mjs');
  await writeFile(
    script,
    `import { createSendOnce } from ${JSON.stringify(sendOnce)};
     const once = createSendOnce('http://127.0.0.1:${port}', 1000);
     const headers = { 'X-MBX-APIKEY': 'key-that-nobody-sees' };
     const { signal } = new AbortController();
     for (const [method, body] of [['GET', undefined], ['POST', 'a=1']])
       await once.send({ url: 'http://127.0.0.1:${port}/order', method, headers, body }, signal);
     once.close();`,
  );
  const env = { ...process.env, NODE_DEBUG: 'http,https,net,tls,stream' };
  const { stderr } = await promisify(execFile)(process.execPath, [script], { env });
  expect(told).toEqual(['key-that-nobody-sees', 'key-that-nobody-sees']);
  expect(stderr).toContain('createConnection');
  expect(stderr).not.toContain('key-that-nobody-sees');
});
