import { z } from 'zod';

/** The call needs an open workspace. */
export const noWorkspace = z.object({ code: z.literal('NO_WORKSPACE') });

export const nothing = z.object({});

export function call<Input extends z.ZodType, Output extends z.ZodType, Failure extends z.ZodType>(
  input: Input,
  output: Output,
  error: Failure,
) {
  return { input, output, error };
}
