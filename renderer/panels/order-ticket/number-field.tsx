import { Anchor, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { FieldProblem } from '#src/contract/orders.ts';
import { hiddenText } from '#renderer/format/privacy.ts';
import { Prose } from '#renderer/format/prose.tsx';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { stepped } from '#renderer/panels/order-ticket/stepped.ts';
import { usePreferencesStore } from '#renderer/stores/preferences-store.ts';

type NumberFieldProps = {
  readonly id?: string;
  readonly label: string;
  readonly unit: string | undefined;
  /** The tick or the lot: the arrow keys move by it. */
  readonly step: string | undefined;
  /** Where the arrow keys begin in an empty field. */
  readonly start?: string | undefined;
  readonly disabled?: boolean;
  /** An amount: privacy mode hides it while the field has not the focus. */
  readonly amount?: boolean;
  readonly value: string;
  readonly problem: FieldProblem | undefined;
  readonly onChange: (text: string) => void;
};

/** Keeps the text as typed: only the core says what is wrong with it. */
export function NumberField(props: NumberFieldProps) {
  const { id, label, unit, step, start, disabled = false, value, problem, onChange } = props;
  const privacy = usePreferencesStore((state) => state.privacy);
  const [focused, setFocused] = useState(false);
  const hidden = privacy && props.amount === true && !focused && value !== '';

  function stepByKey(event: KeyboardEvent): void {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || event.altKey || step === undefined) return;
    event.preventDefault();
    const next = stepped(value, start, step, direction * (event.shiftKey ? 10 : 1));
    if (next !== undefined) onChange(next);
  }

  return (
    <TextInput
      {...(id === undefined ? {} : { id })}
      label={label}
      classNames={{ input: `td-number ${classes['number']}` }}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      disabled={disabled}
      value={hidden ? hiddenText : value}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
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
        problem !== undefined &&
        !disabled && (
          <>
            <Prose text={problem.message} />
            {problem.suggestion !== undefined && (
              <>
                {' '}
                <Anchor
                  component="button"
                  type="button"
                  size="xs"
                  onClick={() => onChange(problem.suggestion ?? value)}
                >
                  Use {hidden ? hiddenText : problem.suggestion}
                </Anchor>
              </>
            )}
          </>
        )
      }
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={stepByKey}
    />
  );
}

/** A currency stands in full; the rare longer name of a token is cut, and told by its title. */
function unitWidth(unit: string | undefined): number {
  return Math.min(Math.max((unit ?? '').length * 8 + 16, 48), 72);
}
