import { Button } from '@mantine/core';
import type { GivenPriceInfo, UnpricedInfo } from '#src/contract/prices.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { venueName } from '#renderer/controls/venue-name.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { ageWords } from '#renderer/words/age-words.ts';
import classes from '#renderer/trading/to-settle.module.css';

type GivenPricesProps = {
  readonly given: readonly GivenPriceInfo[];
  readonly nameOf: (of: UnpricedInfo) => string;
  /** Of the valuation, from which their age counts. */
  readonly time: number;
};

/** What the trader gave, with where it is from and how old it is. */
export function GivenPrices({ given, nameOf, time }: GivenPricesProps) {
  const say = useSay();
  if (given.length === 0) return null;
  return (
    <>
      <h3>{say('price.given')}</h3>
      <ul>
        {given.map((one) => (
          <GivenLine key={nameOf(one.of)} given={one} name={nameOf(one.of)} time={time} />
        ))}
      </ul>
    </>
  );
}

type GivenLineProps = { readonly given: GivenPriceInfo; readonly name: string; readonly time: number };

function GivenLine({ given, name, time }: GivenLineProps) {
  const say = useSay();
  const client = useClient();
  const { busy, failed, make } = useCall();

  function takeAway(): Promise<void> {
    return make({
      action: say('price.taking'),
      call: () => client.call('prices.takeAway', { of: given.of }),
      onClose: () => undefined,
    });
  }

  return (
    <li>
      <div className={classes['line']}>
        <span>
          <GivenWords given={given} name={name} time={time} />
          {!given.isUsed && <span className={classes['dim']}> {say('price.notUsed')}</span>}
        </span>
        <Button
          variant="default"
          size="compact-xs"
          loading={busy}
          aria-label={say('price.takeAwayNamed', { name })}
          onClick={() => run(takeAway())}
        >
          {say('price.takeAway')}
        </Button>
      </div>
      {failed !== undefined && <FailureNote {...failed} />}
    </li>
  );
}

function GivenWords({ given, name, time: now }: GivenLineProps) {
  const say = useSay();
  const format = useFormat();
  const { of } = given;
  const instrument = useLiveStore((state) =>
    of.kind === 'instrument' ? state.instruments[of.instrumentId] : undefined,
  );
  if (given.source === 'market') {
    return say('price.givenMarket', { name, venue: venueOf(given.instrumentId) });
  }
  const values = { name, price: format.price(given.price, instrument), age: ageWords(now - given.time) };
  return given.source === 'hand'
    ? say('price.givenHand', values)
    : say('price.givenCandle', {
        ...values,
        time: format.dateTime(given.time),
        venue: venueOf(given.instrumentId),
      });
}

function venueOf(instrumentId: string): string {
  return venueName(instrumentId.slice(0, instrumentId.indexOf(':')));
}
