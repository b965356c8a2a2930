import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallInput } from '#src/contract/contract.ts';
import type { PriceOfferInfo, UnpricedInfo } from '#src/contract/prices.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { venueName } from '#renderer/controls/venue-name.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { run } from '#renderer/core/run.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { ageWords } from '#renderer/words/age-words.ts';
import classes from './to-settle.module.css';

type GivePriceProps = {
  readonly of: UnpricedInfo;
  readonly name: string;
  /** Of the valuation, from which the age of what is stored counts. */
  readonly time: number;
};

/** One that lacks a price: where it could come from stands under it once it is asked for. */
export function GivePrice({ of, name, time }: GivePriceProps) {
  const say = useSay();
  const [opened, setOpened] = useState(false);
  const isRate = of.kind === 'currency';
  return (
    <>
      <div className={classes['line']}>
        <span>{isRate ? say('price.noRate', of) : say('price.noPrice', { name })}</span>
        <Button
          variant="default"
          size="compact-xs"
          aria-expanded={opened}
          aria-label={say(isRate ? 'price.findRateOf' : 'price.findPriceOf', { name })}
          onClick={() => setOpened(!opened)}
        >
          {say(isRate ? 'price.findRate' : 'price.findPrice')}
        </Button>
      </div>
      {opened && <WaysOut of={of} time={time} />}
    </>
  );
}

function WaysOut({ of, time }: Omit<GivePriceProps, 'name'>) {
  const say = useSay();
  const client = useClient();
  const answer = useAnswer('prices.offers', { of });
  const { busy, failed, make } = useCall();
  const offers = answer?.ok === true ? answer.value.offers : [];

  function give(choice: CallInput<'prices.give'>['choice']): Promise<void> {
    return make({
      action: say('price.giving'),
      call: () => client.call('prices.give', { of, choice }),
      onClose: () => undefined,
    });
  }

  return (
    <div className={classes['ways']}>
      {answer === undefined && <p>{say('price.looking')}</p>}
      {answer?.ok === true && offers.length === 0 && <p>{say('price.nothingFound')}</p>}
      {offers.map((offer) => (
        <Button
          key={`${offer.source} ${offer.instrumentId}`}
          variant="default"
          size="compact-xs"
          disabled={busy}
          onClick={() => run(give({ source: offer.source, instrumentId: offer.instrumentId }))}
        >
          <OfferWords offer={offer} now={time} />
        </Button>
      ))}
      <OwnPrice of={of} busy={busy} give={(price) => run(give({ source: 'hand', price }))} />
      {answer?.ok === false && <FailureNote action={say('price.giving')} failure={answer.error} />}
      {failed !== undefined && <FailureNote {...failed} />}
    </div>
  );
}

function OfferWords({ offer, now }: { readonly offer: PriceOfferInfo; readonly now: number }) {
  const say = useSay();
  const format = useFormat();
  const instrument = useLiveStore((state) => state.instruments[offer.instrumentId]);
  const venue = venueName(offer.instrumentId.slice(0, offer.instrumentId.indexOf(':')));
  const price = format.price(offer.price, instrument);
  if (offer.source === 'candle') {
    const age = ageWords(now - offer.time);
    return say('price.candle', { venue, price, age, time: format.dateTime(offer.time) });
  }
  return offer.price === undefined ? say('price.market', { venue }) : say('price.marketAt', { venue, price });
}

type OwnPriceProps = {
  readonly of: UnpricedInfo;
  readonly busy: boolean;
  readonly give: (price: string) => void;
};

function OwnPrice({ of, busy, give }: OwnPriceProps) {
  const say = useSay();
  const separators = usePreferencesStore((state) => state.separators);
  const instruments = useLiveStore((state) => state.instruments);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const unit = of.kind === 'currency' ? of.into : instruments[of.instrumentId]?.quote;
  const read = text.trim() === '' ? undefined : parseNumber(text, separators, { unit });
  const isPositive = read?.ok === true && read.value.isPositive();
  const isWrong = read === undefined || (read.ok && !isPositive);
  return (
    <form
      className={classes['own']}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (read?.ok === true && isPositive) give(read.value.toString());
      }}
    >
      <NumberField
        label={say(of.kind === 'currency' ? 'price.ownRate' : 'price.ownPrice')}
        unit={unit}
        step={undefined}
        value={text}
        problem={tried && isWrong ? { message: say('problem.PRICE_NOT_POSITIVE'), fills: [] } : undefined}
        onChange={setText}
      />
      <Button type="submit" size="xs" loading={busy}>
        {say('price.use')}
      </Button>
    </form>
  );
}
