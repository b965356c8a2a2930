import { BroadcastChannel } from 'node:worker_threads';

/** The real worker, which dies in the way that is called out on the channel. */
const channel = new BroadcastChannel('mortal-worker');
channel.unref();
channel.addEventListener('message', (event) => {
  if (event instanceof MessageEvent && event.data === 'exit') process.exit(7);
  setImmediate(() => {
    throw new Error('out of luck');
  });
});
await import('#src/composition/workers/feed-worker.ts');
