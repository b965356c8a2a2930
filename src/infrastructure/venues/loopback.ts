const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** No order leaves this machine: real money waits until all that can go wrong with it is tried. */
export function isOfThisMachine(address: string): boolean {
  return loopback.has(URL.parse(address)?.hostname ?? '');
}
