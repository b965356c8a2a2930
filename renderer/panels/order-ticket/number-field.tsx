import { Anchor, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { FieldProblem } from '#src/contract/orders.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { stepped } from '#renderer/panels/order-ticket/stepped.ts';

type NumberFieldProps = {
  readonly id?: string;
  readonly label: string;
  readonly unit: string | undefined;
  /** The tick or the lot: the arrow keys move by it. */
  readonly step: string | undefined;
  /** Where the arrow keys begin in an empty field. */
  readonly start?: string | undefined;
  readonly disabled?: boolean;
  readonly value: string;
  readonly problem: FieldProblem | undefined;
  readonly onChange: (text: string) => void;
};

/** Keeps the text as typed: only the core says what is wrong with it. */
export function NumberField(props: NumberFieldProps) {
  const { id, label, unit, step, start, disabled = false, value, problem, onChange } = props;

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
      value={value}
      rightSection={unit === undefined ? undefined : <span className={classes['unit']}>{unit}</span>}
      rightSectionWidth={48}
      rightSectionPointerEvents="none"
      error={
        problem !== undefined &&
        !disabled && (
          <>
            {problem.message}
            {problem.suggestion !== undefined && (
              <>
                {' '}
                <Anchor
                  component="button"
                  type="button"
                  size="xs"
                  onClick={() => onChange(problem.suggestion ?? value)}
                >
                  Use {problem.suggestion}
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
