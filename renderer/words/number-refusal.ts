import type { Decimal } from '#src/domain/decimal.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import { say } from './say.ts';
import type { NumberRefusal } from '#renderer/format/parse-number.ts';

type RefusalWords = {
  readonly message: string;
  /** What the trader may have meant, as the setting writes it. */
  readonly fills: readonly string[];
};

/** Why a text was not taken as a number, with every number that it could be, and how each is written here. */
export function refusalWords(text: string, refusal: NumberRefusal, separators: Separators): RefusalWords {
  const typed = say('problem.typed', { text: text.trim() });
  const sample = sampleOf(separators);
  switch (refusal.code) {
    case 'NOT_A_NUMBER':
      return { message: say('problem.number', { typed, sample }), fills: [] };
    case 'OTHER_UNIT':
      return { message: say('problem.otherUnit', { typed, unit: refusal.unit }), fills: [] };
    case 'READS_OTHERWISE': {
      const { own, others } = refusal;
      const shown = (value: Decimal): string => dress(value.toString(), separators);
      const elsewhere = others
        .map((other) =>
          say('problem.readsElsewhere', { value: shown(other.value), sample: sampleOf(other.separators) }),
        )
        .reduce((first, last) => say('problem.and', { first, last }));
      const value = own && shown(own);
      const fills = [...(value === undefined ? [] : [value]), ...others.map((other) => shown(other.value))];
      const values = {
        typed,
        sample,
        elsewhere,
        fills: fills.reduce((first, last) => say('problem.or', { first, last })),
      };
      const message =
        value === undefined
          ? say('problem.readsNowhere', values)
          : say('problem.readsTwice', { ...values, value });
      return { message, fills };
    }
  }
}

function sampleOf(separators: Separators): string {
  return dress('1234.50', separators);
}
