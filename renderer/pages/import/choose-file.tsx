import { Button, FileButton } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import classes from './import.module.css';
import { useFocusAtStart } from '#renderer/controls/use-focus-at-start.ts';
import { useSay } from '#renderer/controls/use-say.ts';

const sources = [
  'Binance',
  'Bitfinex',
  'Bitstamp',
  'Bitvavo',
  'Bybit',
  'Coinbase',
  'Crypto.com',
  'DEGIRO',
  'Dhan',
  'Fidelity',
  'Freetrade',
  'Gemini',
  'Interactive Brokers',
  'Kraken',
  'KuCoin',
  'MEXC',
  'OKX',
  'Revolut',
  'Robinhood',
  'Schwab',
  'Swissquote',
  'tastytrade',
  'Trade Republic',
  'Trading 212',
  'Webull',
  'Zerodha',
];

export function ChooseFile({ onChoose }: { readonly onChoose: (file: File) => void }) {
  const say = useSay();
  const start = useFocusAtStart<HTMLButtonElement>();
  const [over, setOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) onChoose(file);
  }

  return (
    <div
      className={classes['drop']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className={classes['dropLead']}>{say('imports.drop')}</p>
      <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => file !== null && onChoose(file)}>
        {(button) => (
          <Button {...button} ref={start} data-autofocus>
            {say('imports.choose')}
          </Button>
        )}
      </FileButton>
      <p className={classes['dropDetail']}>
        {say('imports.recognised', {
          names: say('problem.and', { first: sources.slice(0, -1).join(', '), last: sources.at(-1) ?? '' }),
        })}
      </p>
    </div>
  );
}
