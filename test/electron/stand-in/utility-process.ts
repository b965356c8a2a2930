/** In a utility process of the stand-in: gives it what Electron does, and runs its module. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown): void => void process.send?.(message),
});
Object.defineProperty(process, 'parentPort', { value: parentPort });
process.on('message', (data) => parentPort.emit('message', { data }));
// As Electron's do.
process.on('disconnect', () => process.exit());

const [modulePath = ''] = process.argv.splice(2, 1);
await import(pathToFileURL(modulePath).href);
