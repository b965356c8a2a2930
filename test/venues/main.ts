import { parseArgs } from 'node:util';

import { startBinanceVenue } from './binance/venue.ts';
import { systemClock } from './exchange/clock.ts';
import { createExchange } from './exchange/exchange.ts';
import { instrument } from './exchange/instrument.ts';
import { createMover } from './exchange/mover.ts';
import { units } from './exchange/units.ts';
import { digitsOf } from './key-text.ts';

const usage = `npm run venue -- binance [--port 9080] [--seed 1] [--moves 10]

Starts a simulated venue on 127.0.0.1, with a market that moves and an account with money of no worth.
  --port N    the port; 0 takes a free one
  --seed N    the same seed, the same market, key and secret
  --moves N   how often a second each market moves; 0 lets it stand still
`;

/** What stands at a price, on average. */
const usual = {
  BTCUSDT: units('0.3'),
  ETHUSDT: units('8'),
  BNBUSDT: units('30'),
  ETHBTC: units('10'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '9080' },
    seed: { type: 'string', default: '1' },
    moves: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});
const problem = problemOf();
if (values.help) process.stdout.write(usage);
else if (problem === undefined) await serve(Number(values.port), Number(values.seed), Number(values.moves));
else {
  process.stderr.write(`${problem}\n\n${usage}`);
  process.exitCode = 2;
}

function problemOf(): string | undefined {
  const [venue = 'nothing', ...more] = positionals;
  if (venue !== 'binance' || more.length > 0) {
    return `There is a simulated binance, not ${[venue, ...more].join(' ')}.`;
  }
  for (const [name, most] of [
    ['port', 65_535],
    ['seed', 2 ** 32 - 1],
    ['moves', 100],
  ] as const) {
    const value = values[name];
    if (!/^\d+$/.test(value) || Number(value) > most) {
      return `--${name} is a whole number from 0 to ${most}, not "${value}".`;
    }
  }
  return undefined;
}

function end(): void {
  process.stdout.write('Ended.\n');
  process.exit(0);
}

async function serve(port: number, seed: number, moves: number): Promise<void> {
  const clock = systemClock();
  const fees = { maker: units('0.001'), taker: units('0.001'), chargedIn: 'received' as const };
  const exchange = createExchange({
    clock,
    instruments: [
      instrument('BTC', 'USDT', '60000'),
      instrument('ETH', 'USDT', '2500', { step: units('0.0001') }),
      instrument('BNB', 'USDT', '600', { step: units('0.001') }),
      instrument('ETH', 'BTC', '0.04166', {
        tick: units('0.00001'),
        minPrice: units('0.00001'),
        step: units('0.0001'),
        minNotional: units('0.0001'),
      }),
    ],
    accounts: [
      {
        name: 'trader',
        fees,
        balances: { USDT: units('100000'), BTC: units('2'), ETH: units('20'), BNB: units('10') },
      },
    ],
  });
  const mover = createMover(exchange, seed, usual);
  const hmac = digitsOf(`secret ${seed}`);
  const apiKey = digitsOf(`key ${seed}`);
  const key = { account: 'trader', apiKey, secret: { hmac }, createdAt: clock.now() };
  const keys = [{ ...key, canRead: true, canTrade: true, canWithdraw: false, isAddressRestricted: true }];
  const venue = await startBinanceVenue({ exchange, keys, port }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The port ${port} cannot be had (${reason}). Take another one with --port.\n`);
    return undefined;
  });
  if (venue === undefined) {
    process.exitCode = 1;
    return;
  }
  const move = () => {
    mover.step();
    clock.after(1000 / moves, move);
  };
  if (moves > 0) move();
  process.stdout.write(`A simulated Binance on this machine: nothing here is worth anything.

  REST           ${venue.restUrl}
  market data    ${venue.streamUrl}/stream
  WebSocket API  ${venue.apiUrl}
  API key        ${apiKey}
  secret         ${hmac}

Trades ${exchange
    .instruments()
    .map(({ symbol }) => symbol)
    .join(', ')}; the account has ${exchange.ledger
    .balances('trader')
    .map(({ asset, free }) => `${free / units('1')} ${asset}`)
    .join(', ')}.
Ctrl+C ends it, and forgets everything.
`);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}
