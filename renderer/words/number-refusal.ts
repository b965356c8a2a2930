import type { Decimal } from '#src/domain/decimal.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import type { NumberRefusal } from '#renderer/format/parse-number.ts';

type RefusalWords = {
  readonly message: string;
  /** What the trader may have meant, as the setting writes it. */
  readonly fills: readonly string[];
};

/** Why a text was not taken as a number, with every number that it could be, and how each is written here. */
export function refusalWords(text: string, refusal: NumberRefusal, separators: Separators): RefusalWords {
  const typed = `“${text.trim()}”`;
  const here = sampleOf(separators);
  switch (refusal.code) {
    case 'NOT_A_NUMBER':
      return { message: `${typed} is not a number. Write it like ${here}.`, fills: [] };
    case 'OTHER_UNIT':
      return { message: `${typed}: this field is in ${refusal.unit}.`, fills: [] };
    case 'READS_OTHERWISE': {
      const { own, others } = refusal;
      const shown = (value: Decimal): string => dress(value.toString(), separators);
      const elsewhere = others.map(
        (other) => `${shown(other.value)} where numbers are written ${sampleOf(other.separators)}`,
      );
      const fills = [...(own === undefined ? [] : [shown(own)]), ...others.map(({ value }) => shown(value))];
      const mine =
        own === undefined
          ? `is no number with your separators (${here})`
          : `is ${shown(own)} with your separators (${here})`;
      return {
        message: `${typed} ${mine}, but ${elsewhere.join(' and ')}. Write ${fills.join(' or ')}.`,
        fills,
      };
    }
  }
}

function sampleOf(separators: Separators): string {
  return dress('1234.50', separators);
}
