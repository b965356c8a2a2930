import { Button, FileButton } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import classes from './import.module.css';
import { useFocusAtStart } from '#renderer/controls/use-focus-at-start.ts';

const sources = ['Binance', 'Coinbase', 'Kraken', 'Gemini', 'Interactive Brokers', 'Zerodha', 'Dhan'];

const named = `${sources.slice(0, -1).join(', ')} and ${sources.at(-1)}`;

export function ChooseFile({ onChoose }: { readonly onChoose: (file: File) => void }) {
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
      <p className={classes['dropLead']}>Drop a CSV file of trades here</p>
      <FileButton accept=".csv,text/csv,text/plain" onChange={(file) => file !== null && onChoose(file)}>
        {(button) => (
          <Button {...button} ref={start} data-autofocus>
            Choose a file
          </Button>
        )}
      </FileButton>
      <p className={classes['dropDetail']}>
        Exports of {named} are recognised by their columns; for any other file you say which column is what.
        You see a preview before anything is written.
      </p>
    </div>
  );
}
