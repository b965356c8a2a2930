import { Alert } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Result } from '#src/domain/result.ts';
import { keyProblems, type KeyProblem } from '#src/domain/key-problem.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useCall } from '#renderer/controls/use-call.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import type { Failure } from '#renderer/core/failure.ts';
import classes from '#renderer/controls/failure-note.module.css';
import { codeWords } from '#renderer/words/coded-words.ts';

type KeyCall<Value> = {
  readonly action: string;
  readonly call: () => Promise<Result<Value, Failure>>;
  readonly onDone: (value: Value) => void;
  readonly onFailed?: () => void;
};

/** A call of a key, with the note that says why it did not succeed. */
export function useKeyCall() {
  const say = useSay();
  const format = useFormat();
  const [problem, setProblem] = useState<{ readonly action: string; readonly why: KeyProblem }>();
  const { busy, failed, make } = useCall();

  async function ask<Value>({ action, call, onDone, onFailed }: KeyCall<Value>): Promise<void> {
    setProblem(undefined);
    await make({
      action,
      call,
      onClose: () => undefined,
      onDone,
      onFailed(failure) {
        onFailed?.();
        if (failure.code !== 'KEY_REFUSED') return false;
        setProblem({ action, why: failure.problem });
        return true;
      },
    });
  }

  function note(): ReactNode {
    if (problem === undefined) return failed !== undefined && <FailureNote {...failed} />;
    const { action, why } = problem;
    return (
      <Alert
        role="alert"
        title={say('keys.refused', { action })}
        classNames={{ root: classes['note'] ?? '', title: classes['title'] ?? '' }}
      >
        {codeWords('keys', keyProblems, why, format)}
      </Alert>
    );
  }

  return { busy, ask, note: note() };
}
