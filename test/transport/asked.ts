import type { CallInput, CallName } from '#src/contract/contract.ts';
import { callSchemas, isCallName, problemOf } from '#src/transport/frames.ts';
import type { Handlers } from '#src/transport/handlers.ts';

export type Asked<Names extends CallName = CallName> = {
  readonly [Name in Names]: (input: CallInput<Name>) => ReturnType<Handlers[Name]>;
};

/** Handlers as a screen reaches them: what is asked goes through the contract first. */
export function asked<Names extends CallName>(handlers: Pick<Handlers, Names>): Asked<Names> {
  const entries = Object.entries(handlers).map(([name, handle]) => [name, throughContract(name, handle)]);
  const calls: object = Object.fromEntries(entries);
  if (!isWhole(calls, handlers)) throw new TypeError('a call is missing');
  return calls;
}

function isWhole<Names extends CallName>(
  calls: object,
  handlers: Pick<Handlers, Names>,
): calls is Asked<Names> {
  return Object.keys(handlers).every((name) => Object.hasOwn(calls, name));
}

function throughContract(name: string, handle: unknown) {
  if (!isCallName(name) || typeof handle !== 'function') throw new TypeError(`${name} is no call`);
  return async (input: unknown): Promise<unknown> => {
    const parsed = callSchemas[name].input.safeParse(input);
    if (parsed.success) return handle(parsed.data);
    const { field, message } = problemOf(parsed.error.issues);
    throw new TypeError(`the test asks ${name} for what no screen can: ${field} ${message}`);
  };
}
