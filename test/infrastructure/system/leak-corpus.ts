/** What venues, databases, messengers and runtimes put into errors and addresses. Each holds `secret`, in one of its forms. */
export type Leak = { readonly what: string; readonly logged: unknown; readonly secret: string };

const plain = 'correct-horse-7';
/** As Binance's keys are. */
const key = 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A';
/** As Kraken's are. */
const base64 = 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==';
const hex = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318';
const bot = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const hook = 'XXXXXXXXXXXXXXXXXXXXXXXX';
const pem = [
  '-----BEGIN EC PRIVATE KEY-----',
  'MHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY',
  '-----END EC PRIVATE KEY-----',
];

function leak(what: string, logged: unknown, secret = plain): Leak {
  return { what, logged, secret };
}

function errorWith(message: string, fields: object): Error {
  return Object.assign(new Error(message), fields);
}

export const leaks: readonly Leak[] = [
  leak('what curl is given', `curl -su trader:${plain} https://venue.example`),
  leak('what curl is given, in full', `curl --user trader:${plain} https://venue.example`),
  leak('a JSON text in an address', `https://venue.example/p?q=%7B%22apiSecret%22%3A%22${plain}%22%7D`),
  leak('a dump of PHP', `array(1) { ["apiSecret"]=> string(15) "${plain}" }`),
  leak('the words of a wallet', `mnemonic: legal winner thank year ${plain} wave sausage`),
  leak('a German name', `Kennwort=${plain}`),
  leak('an attribute of XML', `<auth token="${plain}"/>`),
  leak('the bytes of Python', `{'apiKey': b'${plain}'}`),
  leak(
    'the path of a stream of an account, in small letters',
    'wss://stream.example/ws/pqia91ma19a5s61cv6a81va65sdf19v8a65a1a5s61cv6a81va65sdf19v8a65a1',
    'pqia91ma19a5s61',
  ),
  // Names.
  ...[
    'pin',
    'userPin',
    'totp',
    'otp',
    'privateKey',
    'PRIVATE_KEY',
    'connectionString',
    'databaseUrl',
    'Token',
    'authToken',
    'access-key',
    'secretAccessKey',
    'clientSecret',
    'passphrase',
    'pwd',
    'passwd',
    'credentials',
    'mnemonic',
    'seedPhrase',
    'X-MBX-APIKEY',
    'CB-ACCESS-SIGN',
    'CB-ACCESS-PASSPHRASE',
    'OK-ACCESS-KEY',
    'API-Sign',
    'KC-API-PASSPHRASE',
    'sessionId',
    'Set-Cookie',
    'Proxy-Authorization',
    'dsn',
    'listenKey',
    'recoveryCode',
    'webhookUrl',
    'jwt',
    'sig',
    '2fa',
    'auth',
  ].map((name) => leak(`a field ${name}`, { deep: [{ [name]: plain }] })),
  // In each way that names are written.
  ...[
    ['twofa'],
    ['two', 'fa', 'code'],
    ['app', 'key'],
    ['consumer', 'key'],
    ['subscription', 'key'],
    ['code', 'verifier'],
    ['seed'],
    ['wallet', 'seed'],
    ['seed', 'hex'],
    ['passkey'],
    ['backup', 'codes'],
    ['zugangs', 'schlüssel'],
    ['api', 'schluessel'],
    ['geheimnis'],
    ['zugangsdaten'],
    ['einmal', 'code'],
    ['sicherungs', 'codes'],
    ['wiederherstellungs', 'wörter'],
  ].flatMap((parts) => {
    const camel = parts
      .map((part, at) => (at === 0 ? part : part[0]?.toUpperCase() + part.slice(1)))
      .join('');
    return [...new Set([camel, parts.join('_'), parts.join('-'), parts.join('_').toUpperCase()])].flatMap(
      (name) => [
        leak(`a field ${name}`, { deep: [{ [name]: plain }] }),
        leak(`a text with ${name}`, `refused: ${name}=${plain}`),
        leak(`a JSON text with ${name}`, `{"a":1,"${name}":"${plain}"}`),
      ],
    );
  }),
  leak('the words of a seed in a list', { seed: ['legal', plain] }),
  leak('the words of a seed', `seed: legal winner ${plain} thank year`),
  leak('a number', { pin: 739_211 }, '739211'),
  leak('a whole object', { credentials: { user: 'ada', word: plain } }),
  leak('a map', new Map([['apiSecret', plain]])),
  leak('headers', new Headers({ authorization: plain })),
  leak('a query', new URLSearchParams({ token: plain })),
  leak('an address object', new URL(`https://x.test/a?access_token=${plain}`)),
  leak('a pair in a list of pairs', [['X-MBX-APIKEY', plain]]),
  leak('raw headers', { rawHeaders: ['Host', 'x', 'Authorization', `Bearer ${plain}`, 'Accept', '*/*'] }),
  leak('a header by name and value', { headers: [{ name: 'Cookie', value: `sid=${plain}` }] }),
  leak('arguments', { spawnargs: ['tapedeck', '--token', plain] }),
  leak('a command with its arguments', { command: { name: 'auth', args: ['default', plain] } }),
  leak('a buffer', { body: Buffer.from(plain) }, '99,111,114'),
  leak('a buffer as JSON', { body: Buffer.from(plain).toJSON() }, '99,111,114'),
  leak('bytes', { body: new TextEncoder().encode(plain) }, '"0":99'),
  leak('a cause', new Error('outer', { cause: errorWith('inner', { password: plain }) })),
  leak('errors together', new AggregateError([errorWith('one', { secret: plain })], 'all')),
  leak(
    'an error of axios',
    errorWith('Request failed with status code 401', {
      config: {
        headers: { 'KC-API-SIGN': plain },
        auth: { username: 'ada', word: plain },
        data: `{"passphrase":"${plain}"}`,
      },
    }),
  ),

  // Texts.
  leak('JSON', `{"user":"ada","Token":"${plain}"}`),
  leak('JSON in JSON', JSON.stringify({ body: JSON.stringify({ apiSecret: plain, a: 1 }) })),
  leak(
    'JSON in JSON in JSON',
    JSON.stringify(JSON.stringify({ body: JSON.stringify({ apiSecret: plain }) })),
  ),
  leak('JSON with quotes in the value', `{"password":"a\\"${plain}\\"b","c":1}`),
  leak('JSON that was cut', `{"privateKey":"${plain}`),
  leak('a number in JSON', '{"pin":739211,"a":1}', '739211'),
  leak('a list in JSON', `{"tokens":["a","${plain}"]}`),
  leak('an inspected object', `{ headers: { 'API-Key': '${plain}' } }`),
  leak('an inspected map', `Map(1) { 'secret' => '${plain}' }`),
  leak('a line of headers', `GET / HTTP/1.1\r\nAuthorization: Bearer ${plain}\r\nHost: x`),
  leak('a cookie', `Cookie: a=b; sid=${plain}`),
  leak('two words', `API key: ${plain}`),
  leak('two words and quotes', `Invalid access token "${plain}" was sent`),
  leak('a query', `GET /api/v3/order?symbol=BTCUSDT&timestamp=1&signature=${plain}`),
  leak('an option', `tapedeck --api-secret ${plain} --port 1`),
  leak('an option before others', `curl --oauth2-bearer ${plain} https://x.test`),
  leak('an option with =', `tapedeck --password=${plain}`),
  leak('a variable', `KRAKEN_API_SECRET=${plain} npm start`),
  leak('a query in an address', `https://x.test/in?next=%2Fcb%3Ftoken%3D${plain}%26a%3D1`),
  leak('a code in it', `https://x.test/in?next=%2Fcb%3Fa%3D1%26code%3D${plain}`),
  leak('a query in an address in an address', `https://x.test/in?next=%252Fcb%253Fpin%253D${plain}%2526a`),
  leak('a query that was encoded', `sent a%3D1%26apiKey%3D${plain}`),
  leak('one that was encoded four times', `sent a%2525253D1%25252526pin%2525253D${plain}`),
  leak('a JSON text that was encoded twice', `q=%257B%2522secret%2522%253A%2522a%2520${plain}%2522%257D`),
  leak('a pair in a JSON text', `[["a",1],["token","${plain}"]]`),
  leak('a pair in a JSON text in another', JSON.stringify({ body: JSON.stringify([['token', plain]]) })),
  leak('an inspected pair', `[ [ 'apiKey', '${plain}' ] ]`),
  leak('a pair with a number', '[["pin", 739211]]', '739211'),
  leak('raw headers in a JSON text', `{"rawHeaders":["Host","x","Cookie","a=${plain}"]}`),
  leak('XML', `<login><password>${plain}</password></login>`),
  leak(
    'basic',
    `Basic ${Buffer.from(`ada:${plain}`).toString('base64')}`,
    Buffer.from(`ada:${plain}`).toString('base64'),
  ),
  leak('bearer', `sent with bearer ${plain}`),
  leak(
    'JWT',
    'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
    'dozjgNryP4J3jVmNHl0w5N',
  ),
  leak('PEM', `cannot read ${pem.join('\n')}`, 'IrYSSNQFaA2'),
  leak('PEM in JSON', JSON.stringify({ text: pem.join('\n') }), 'IrYSSNQFaA2'),
  leak('PEM that was cut', pem.slice(0, 2).join('\n'), 'IrYSSNQFaA2'),
  leak('a key without a name', `cannot sign with ${key}`, key),
  leak('a secret in base64 without a name', `cannot decode ${base64}`, base64),
  leak('a key in hex without a name', `bad key 0x${hex}`, hex),

  // Addresses.
  leak('user and password', `https://ada:${plain}@proxy.test:8080/a`),
  leak('user and password with signs', `socks5://ada:p/a#${plain}?@proxy.test`),
  leak('a token for a user', `https://${plain}@git.test/a`),
  leak('Postgres', `connect ECONNREFUSED postgres://tape:${plain}@db.test:5432/tape?sslmode=require`),
  leak('Mongo', `MongoServerSelectionError: mongodb+srv://tape:${plain}@c0.test/?retryWrites=true`),
  leak('Redis', `redis://:${plain}@cache.test:6379/0`),
  leak('SQL Server', `Server=db;Database=t;User Id=sa;Password=two words ${plain};Encrypt=true`),
  leak('libpq', `host=db user=tape password='${plain} x' dbname=t`),
  leak('ODBC', `Driver={x};Uid=sa;Pwd=${plain};`),
  leak('Azure', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${base64};EndpointSuffix=x`, base64),

  // Messengers.
  leak('Telegram', `request to https://api.telegram.org/bot${bot}/sendMessage failed`, bot),
  leak('Telegram without an address', `ETELEGRAM: 401 for ${bot}`, bot),
  leak('Slack', `https://hooks.slack.com/services/T00000000/B00000000/${hook}`, hook),
  leak(
    'Slack token',
    'invalid_auth xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy',
    'pdFZKVeTuE8sk7oOcHrzqqgy',
  ),
  leak('Discord', `POST https://discord.com/api/webhooks/1016/${hook} 404`, hook),
  leak('Teams', `https://x.webhook.office.com/webhookb2/11-22@33/IncomingWebhook/${hook}/44`, hook),
  leak('Google Chat', `https://chat.googleapis.com/v1/spaces/A/messages?key=${plain}&token=b`),
  leak('Mattermost', `https://chat.test/hooks/${hook}`, hook),
  leak('Zapier', `https://hooks.zapier.com/hooks/catch/1234567/${plain}/`),
  leak('IFTTT', `https://maker.ifttt.com/trigger/fill/with/key/${plain}`),
  leak('Feishu', `https://open.feishu.cn/open-apis/bot/v2/hook/${plain}`),
  leak('Home Assistant', `http://home.test:8123/api/webhook/${plain}`),
  leak('Pushover', `token=${plain}&user=x&message=fill`),

  // Exchanges.
  leak(
    'Binance listen key',
    'wss://stream.binance.com:9443/ws/pqia91ma19a5s61cv6a81va65sdf19v8a65a1a5s61cv6a81va65Ysdf19',
    'pqia91ma19a5',
  ),
  leak(
    'Binance',
    `{"code":-1022,"msg":"Signature for this request is not valid.","sent":"timestamp=1&signature=${hex}"}`,
    hex,
  ),
  leak('Bybit', `{"retCode":10004,"retMsg":"error sign! origin_string[1658385579423${plain}5000{}]"}`),
  leak('Kraken', `EAPI:Invalid key (API-Key: ${plain})`),
  leak(
    'OKX',
    `{"msg":"Invalid OK-ACCESS-PASSPHRASE","code":"50105","headers":{"OK-ACCESS-PASSPHRASE":"${plain}"}}`,
  ),
  leak(
    'ccxt',
    `AuthenticationError: kucoin {"code":"400005"} POST https://api.kucoin.com/x {"KC-API-SIGN":"${plain}"}`,
  ),
  leak(
    'Interactive Brokers Flex',
    `https://ndcdyn.interactivebrokers.com/SendRequest?t=739211739211&q=1&v=3`,
    '739211739211',
  ),
  leak('Dhan', `{"access-token":"${plain}","dhanClientId":"1"}`),
  leak('Zerodha', `Authorization: token api_key:${plain}`),
];

/** What a line of the log is read for: nothing of it may go. */
export const harmless: readonly unknown[] = [
  'connect ECONNREFUSED 127.0.0.1:9443',
  'https://api.binance.com/api/v3/depth?symbol=BTCUSDT&limit=1000',
  'wss://stream.binance.com:9443/ws/btcusdt@depth@100ms',
  'at place (file:///C:/Users/ada/tapedeck/node_modules/@mantine/core/index.js:10:5)',
  'at run (http://127.0.0.1:5173/node_modules/@vite/client.js:1:2)',
  'API-key format invalid.',
  'Invalid API-key, IP, or permissions for action',
  'Signature for this request is not valid.',
  'password authentication failed for user',
  'the token is not accepted',
  'order 01JDQ4ZP5S8V9W2X3Y4Z5A6B7C is PARTIALLY_FILLED',
  '/home/ada/.local/share/tapedeck/workspaces/01JDQ4ZP5S8V9W2X3Y4Z5A6B7C/record.sqlite',
  'wired as design, assignment, signal, author, opinion, spinning, mapping, keyboard',
  {
    signal: 'SIGTERM',
    author: 'ada',
    pinned: 3,
    key: 'layout',
    opinion: 1,
    symbol: 'BTCUSDT',
    design: 2,
    compass: 4,
  },
  { code: -2010, msg: 'Account has insufficient balance for requested action.', orderId: '28457' },
  { hasToken: true, password: null },
  // What numbers are drawn from is no wallet's.
  { seed: 42, runs: 1000, seeds: 3, seededBy: 'ada' },
  { seed: '-1819918769', path: '0:1' },
  'Property failed after 12 tests { seed: -1819918769, path: "0:1", endOnFailure: true }',
  'faults drawn with seed=4711 and seed: 12, at seed "815"',
  // Keys that are pressed, or that a map has.
  { key: 'Enter', code: 'KeyA', keyCode: 13, hotkey: 'Ctrl+K' },
  'keyboard: German, app keyboard: on, hotkey=F5, mapKey: 3, two fast: 1, "key","Enter"',
  'Schlüssel=Eingabe, Tastatur: deutsch, Code: 12',
  { backupId: '20260101-1', verifier: 'rows', codes: 'NONE', tastenSchlüssel: 1 },
  '["time","price","quantity"] of [["limit","100"],["symbol","BTCUSDT"]]',
  'https://x.test/in?next=%2Fchart%3Fsymbol%3DBTCUSDT%26limit%3D100',
];
