import { run } from './run.ts';
import { useEffect, useRef, useState } from 'react';
import type { CallError, CallInput, CallName, CallOutput, CommonError } from '#src/contract/contract.ts';
import type { Result } from '#src/domain/result.ts';
import { useClient } from './client-context.tsx';
import { useLiveStore } from './live-store.ts';

type AnswerOf<Name extends CallName> = Result<CallOutput<Name>, CallError<Name> | CommonError>;

/**
 * What the core answers to a question: asked again when the question or `again` changes, and after each snapshot.
 * Undefined until the first answer to this question; while the same one is asked again, the last answer stands.
 */
export function useAnswer<Name extends CallName>(
  name: Name,
  input: CallInput<Name>,
  again?: string | number | object,
): AnswerOf<Name> | undefined {
  const client = useClient();
  const generation = useLiveStore((state) => state.generation);
  const question = JSON.stringify([name, input]);
  const [held, setHeld] = useState<{ readonly question: string; readonly answer: AnswerOf<Name> }>();
  const asked = useRef({ name, input });

  useEffect(() => {
    asked.current = { name, input };
  });
  useEffect(() => {
    let current = true;
    async function ask(): Promise<void> {
      const answer = await client.call(asked.current.name, asked.current.input);
      if (current) setHeld({ question, answer });
    }
    run(ask());
    return () => {
      current = false;
    };
  }, [client, question, generation, again]);

  return held?.question === question ? held.answer : undefined;
}
