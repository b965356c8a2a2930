import { Anchor, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { isComposing } from '#renderer/commands/key-binding.ts';
import type { FieldWords } from '#renderer/words/problem-words.ts';
import { refusalWords } from '#renderer/words/number-refusal.ts';
import { parseNumber } from '#renderer/format/parse-number.ts';
import { formatPrice, formatQuantity } from '#renderer/format/price.ts';
import { hiddenText } from '#renderer/format/privacy.ts';
import { useHiddenField } from './use-hidden-field.ts';
import { Prose } from './prose.tsx';
import classes from './number-field.module.css';
import { stepped } from './stepped.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSay } from './use-say.ts';

type NumberFieldProps = {
  readonly id?: string;
  readonly label: string;
  readonly description?: string;
  readonly unit: string | undefined;
  /** The tick or the lot: the arrow keys move by it. */
  readonly step: string | undefined;
  /** Where the arrow keys begin in an empty field. */
  readonly start?: () => string | undefined;
  readonly disabled?: boolean;
  /** An amount: privacy mode hides it. */
  readonly amount?: boolean;
  readonly value: string;
  /** What is wrong with the value for a reason of its own, or that it is missing. */
  readonly problem: Pick<FieldWords, 'message' | 'fills'> | undefined;
  readonly onChange: (text: string) => void;
};

/**
 * Keeps the text as typed. A text that is no number is said so once the typing ends, or when someone else has a
 * problem with it: half of a number is not a mistake.
 */
export function NumberField(props: NumberFieldProps) {
  const say = useSay();
  const {
    id,
    label,
    description,
    unit,
    step,
    start,
    disabled = false,
    amount = false,
    value,
    onChange,
  } = props;
  const separators = usePreferencesStore((state) => state.separators);
  const field = useHiddenField({ value, amount, onChange });
  const { hidden } = field;
  const [focused, setFocused] = useState(false);
  const empty = value.trim() === '';
  const reading = parseNumber(value, separators, { step, unit });
  const refused = empty || reading.ok ? undefined : refusalWords(value, reading.error, separators);
  const shown = refused !== undefined && (!focused || props.problem !== undefined) ? refused : props.problem;

  function stepByKey(event: KeyboardEvent): void {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const { altKey, ctrlKey, metaKey } = event;
    if (direction === undefined || altKey || ctrlKey || metaKey || step === undefined) return;
    if (isComposing(event.nativeEvent)) return;
    event.preventDefault();
    if (refused !== undefined) return;
    const from = reading.ok ? reading.value : undefined;
    const next = stepped(from, start?.(), step, direction * (event.shiftKey ? 10 : 1));
    const format = amount ? formatQuantity : formatPrice;
    if (next !== undefined) onChange(format(next.toString(), step, separators));
  }

  return (
    <TextInput
      {...field.props}
      {...(id === undefined ? {} : { id })}
      label={label}
      {...(description === undefined ? {} : { description })}
      classNames={{ input: `td-number ${classes['number']}` }}
      inputMode="decimal"
      spellCheck={false}
      disabled={disabled}
      onFocus={() => setFocused(true)}
      onBlur={() => {
        setFocused(false);
        field.props.onBlur();
      }}
      rightSection={
        unit === undefined ? undefined : (
          <span className={classes['unit']} title={unit}>
            {unit}
          </span>
        )
      }
      rightSectionWidth={unitWidth(unit)}
      rightSectionPointerEvents="none"
      error={
        shown !== undefined &&
        !disabled && (
          <>
            <Prose text={shown.message} />
            {shown.fills.map((text) => (
              <Anchor
                key={text}
                component="button"
                type="button"
                size="xs"
                ml={6}
                onClick={() => onChange(text)}
              >
                {say('problem.useText', { text: hidden ? hiddenText : text })}
              </Anchor>
            ))}
          </>
        )
      }
      onKeyDown={(event) => {
        field.props.onKeyDown(event);
        stepByKey(event);
      }}
    />
  );
}

/** A currency stands in full; the rare longer name of a token is cut, and told by its title. */
function unitWidth(unit = ''): string {
  return `calc(${Math.min(unit.length, 6)} * 0.8 * var(--td-small-size) + 18px)`;
}
