import { generateKeyPairSync, sign } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { checkSignature, checkTiming, keyOf, type ApiKey } from './api-keys.ts';

/** The example keys and signatures of rest-api.md and web-socket-api.md of binance-spot-api-docs. */
const example: ApiKey = {
  apiKey: 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A',
  account: 'example',
  secret: { hmac: 'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j' },
  canRead: true,
  canTrade: false,
  canWithdraw: false,
  isAddressRestricted: true,
  createdAt: 0,
};
const symbolOfDigits = '１２３４５６';

describe("Binance's signatures", () => {
  it.each([
    [
      'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559',
      'c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71',
    ],
    [
      `symbol=${encodeURIComponent(symbolOfDigits)}&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559`,
      'e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3',
    ],
    [
      `apiKey=${example.apiKey}&price=52000.00&quantity=0.01000000&recvWindow=100&side=SELL&symbol=BTCUSDT&timeInForce=GTC&timestamp=1645423376532&type=LIMIT`,
      'aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24',
    ],
    [
      `apiKey=${example.apiKey}&price=0.10000000&quantity=1.00000000&recvWindow=5000&side=BUY&symbol=${symbolOfDigits}&timeInForce=GTC&timestamp=1645423376532&type=LIMIT`,
      'b33892ae8e687c939f4468c6268ddd4c40ac1af18ad19a064864c47bae0752cd',
    ],
  ])('takes the example of the documents, in any case, and nothing else', (payload, signature) => {
    checkSignature(example, payload, signature);
    checkSignature(example, payload, signature.toUpperCase());
    const invalid = expect.objectContaining({ code: -1022, status: 400 });
    expect(() => checkSignature(example, `${payload}0`, signature)).toThrow(invalid);
    expect(() => checkSignature(example, payload, 'no signature')).toThrow(invalid);
  });

  it('verifies Ed25519 by the public key', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const key = { ...example, secret: { ed25519: pem } };
    const signature = sign(null, Buffer.from('symbol=BTCUSDT'), privateKey).toString('base64');
    checkSignature(key, 'symbol=BTCUSDT', signature);
    const invalid = expect.objectContaining({ code: -1022 });
    expect(() => checkSignature(key, 'symbol=ETHUSDT', signature)).toThrow(invalid);
  });

  it('looks at what a key is and may', () => {
    expect(keyOf([example], example.apiKey, 'USER_DATA')).toBe(example);
    for (const [name, code] of [
      [undefined, -2014],
      ['short', -2014],
      ['x'.repeat(64), -2015],
    ] as const) {
      expect(() => keyOf([example], name, 'USER_DATA')).toThrow(
        expect.objectContaining({ code, status: 401 }),
      );
    }
    const refused = expect.objectContaining({ code: -2015 });
    expect(() => keyOf([example], example.apiKey, 'TRADE')).toThrow(refused);
  });

  it.each([
    ['1000000000000', undefined, undefined],
    ['0999999995000', undefined, undefined],
    ['0999999994999', undefined, 'Timestamp for this request is outside of the recvWindow.'],
    ['0999999990000', '10000', undefined],
    ['1000000000999', undefined, undefined],
    ['1000000001000', undefined, "Timestamp for this request was 1000ms ahead of the server's time."],
    ['1000000000000000', '5000.123', undefined],
    ['1000000000000', '60001', "'recvWindow' contains unexpected value. Cannot be greater than 60000."],
  ])('at 1000000000000 a request of %s with a window of %s', (timestamp, recvWindow, message) => {
    let told: string | undefined;
    try {
      checkTiming(1_000_000_000_000, timestamp, recvWindow);
    } catch (error) {
      told = error instanceof Error ? error.message : undefined;
    }
    expect(told).toBe(message);
  });
});
