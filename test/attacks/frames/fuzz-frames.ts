/**
 * Frames at the running core, each answered before the next is sent. A fault of the program, an answer that breaks the
 * contract, no answer, and a record that changed under a frame that was refused are findings.
 */
import * as fc from 'fast-check';
import { commonError } from '#src/contract/contract.ts';
import { callSchemas, isCallName, parseScreenFrame, problemOf } from '#src/transport/frames.ts';
import type { Outcome, Plan } from '#test/faults/injection.ts';
import { startAttackedCore, type AttackedCore } from './attacked-core.ts';
import { frameTexts, type PlannedFrame } from './frame-texts.ts';
import { createKnownNames, type KnownNames } from './known-names.ts';
import { screenOf, type Answer, type FrameScreen } from './frame-screen.ts';

/** Frames that are made at once, before any of them is answered. */
const batch = 250;
const toldEvery = 50_000;
/** One batch in so many is sent all at once. */
const burstEvery = 10;
/** Longer than any call takes: whoever waits so long waits for ever. */
const hangLimit = 60_000;
/** The code of an answer that says that nothing was done. */
const refusals = new Set([
  'INVALID_INPUT',
  'NO_WORKSPACE',
  'NOT_FOUND',
  'BAD_VALUE',
  'NAME_TAKEN',
  'FOREIGN_CURSOR',
  'BUSY',
  'TOO_LARGE',
  'INVALID_TERMS',
  'INVALID_LIMITS',
  'NOT_HELD',
  'RISK_LIMIT',
  'PRICE_UNKNOWN',
  'DRAFT_SPENT',
  'ORDER_CHANGED',
  'ACCOUNT_REFUSED',
  'ACCOUNT_DISABLED',
  'TOO_MANY_WORKING',
  'TASK_RUNNING',
]);

type Findings = {
  note(what: string, frame: string, seed: number): void;
  readonly list: () => Outcome['failures'];
  readonly frames: () => number;
};

/** How frames come to the core. */
export type FrameDoor = {
  openScreen(): Promise<FrameScreen>;
  close(): Promise<void>;
};

const inThisProcess = async (core: AttackedCore): Promise<FrameDoor> => ({
  openScreen: () => Promise.resolve(screenOf(core)),
  close: () => Promise.resolve(),
});

export async function fuzzFrames(
  { seed, count }: Plan,
  openDoor: (core: AttackedCore) => Promise<FrameDoor> = inThisProcess,
): Promise<Outcome> {
  const names = createKnownNames();
  const core = await startAttackedCore(seed, names);
  const door = await openDoor(core);
  const findings = createFindings();
  const uncaught = (fault: unknown): void =>
    findings.note(`an uncaught fault: ${textOf(fault)}`, 'not known', seed);
  process.on('uncaughtException', uncaught);
  process.on('unhandledRejection', uncaught);
  const answers = new Map<string, number>();
  try {
    await sendAll();
  } finally {
    process.off('uncaughtException', uncaught);
    process.off('unhandledRejection', uncaught);
    await door.close();
    await core.end();
  }
  const told = [...answers].toSorted(([, left], [, right]) => right - left);
  return {
    injected: count,
    survived: count - findings.frames(),
    failures: findings.list(),
    notes: [told.map(([code, number]) => `${code} ${number}`).join(', ')],
  };

  async function sendAll(): Promise<void> {
    let screen = await door.openScreen();
    let homeless = 0;
    const judge = createJudge(core, names);
    const frames = frameTexts(names);
    for (let sent = 0; sent < count; sent += batch) {
      // A long run takes an hour or more.
      if (sent > 0 && sent % toldEvery === 0)
        process.stderr.write(`${sent} of ${count} frames, ${findings.frames()} with findings\n`);
      const own = seed + sent;
      const planned = fc.sample(frames, { seed: own, numRuns: Math.min(batch, count - sent) });
      if ((sent / batch) % burstEvery === burstEvery - 1) {
        for (const problem of await burst(core, planned, names)) findings.note(problem, 'a burst', own);
        continue;
      }
      for (const frame of planned) {
        if (screen.closedBecause() !== undefined) screen = await door.openScreen();
        const text = frame.text(screen.nextId());
        const outcome = await judge(screen, text);
        answers.set(outcome.answered, (answers.get(outcome.answered) ?? 0) + 1);
        for (const problem of outcome.problems) findings.note(problem, text, own);
        homeless = outcome.answered === 'NO_WORKSPACE' ? homeless + 1 : 0;
        if (homeless < 20) continue;
        homeless = 0;
        await core.goHome();
      }
    }
  }
}

/** All at once, over several screens, so that what closes a workspace meets what is under way in it. */
async function burst(
  core: AttackedCore,
  planned: readonly PlannedFrame[],
  names: KnownNames,
): Promise<readonly string[]> {
  await core.goHome();
  const problems = await Promise.all(
    planned.map(async ({ text: textWith }) => {
      const screen = screenOf(core);
      const text = textWith(1);
      const answer = await screen.send(text, hangLimit);
      screen.close();
      return answerProblems(core, callIn(text), answer, names);
    }),
  );
  return problems.flat();
}

type Judged = { readonly answered: string; readonly problems: readonly string[] };

function createJudge(core: AttackedCore, names: KnownNames) {
  /** After the frame before. */
  let commits = core.commits();

  return async (screen: FrameScreen, text: string): Promise<Judged> => {
    const answer = await screen.send(text, hangLimit);
    const call = callIn(text);
    const problems = [...answerProblems(core, call, answer, names)];
    const answered = answer.type === 'refused' ? answer.code : answer.type;
    if (refusals.has(answered) && (await isChanged(screen, text))) {
      problems.push(`${call}: the record was changed by a frame that was refused as ${answered}`);
    }
    commits = core.commits();
    return { answered, problems };
  };

  /** What an earlier frame began may be recorded while this one is refused: only what comes again is of this one. */
  async function isChanged(screen: FrameScreen, text: string): Promise<boolean> {
    for (let tries = 0; core.commits() !== commits; tries += 1) {
      if (tries === 3) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
      commits = core.commits();
      await screen.send(text, hangLimit);
    }
    return false;
  }
}

function answerProblems(
  core: AttackedCore,
  call: string,
  answer: Answer,
  names: KnownNames,
): readonly string[] {
  const problems = core.faults.splice(0).map(({ where, fault }) => `${where}: ${textOf(fault)}`);
  if (Object.hasOwn(Object.prototype, 'polluted')) problems.push('the prototype of all objects was changed');
  if (answer.type === 'nothing') problems.push(`${call}: no answer in ${hangLimit} ms`);
  if (answer.type === 'answered') {
    core.follow(call, answer.value);
    names.learn(call, answer.value);
  }
  return [...problems, ...contractBreaks(call, answer)];
}

function callIn(text: string): string {
  const frame = parseScreenFrame(text);
  return frame.ok && frame.value.type === 'call' ? frame.value.name : '';
}

function contractBreaks(call: string, answer: Answer): readonly string[] {
  if (!isCallName(call)) return [];
  const schemas = callSchemas[call];
  if (answer.type === 'answered') {
    const parsed = schemas.output.safeParse(answer.value);
    if (parsed.success) return [];
    const { field, message } = problemOf(parsed.error.issues);
    return [`the answer to ${call} breaks the contract at "${field}": ${message}`];
  }
  if (answer.type !== 'refused') return [];
  const { error } = answer;
  const isKnown = commonError.safeParse(error).success || schemas.error.safeParse(error).success;
  return isKnown ? [] : [`${call} is refused as the contract does not say: ${JSON.stringify(error)}`];
}

function createFindings(): Findings {
  const byKind = new Map<string, { readonly seed: number; readonly what: string; times: number }>();
  let frames = 0;
  return {
    note(what, frame, seed) {
      frames += 1;
      const kind = what.replaceAll(/"[^"]*"|[0-9A-Z]{26}|\d+/g, '…').slice(0, 300);
      const known = byKind.get(kind);
      if (known !== undefined) {
        known.times += 1;
        return;
      }
      const told = `${what}\n        by ${frame.slice(0, 2000)}`;
      byKind.set(kind, { seed, what: told, times: 1 });
      // At once: whoever ends a long run before its time knows it too.
      process.stderr.write(`seed ${seed}: ${told}\n`);
    },
    list: () =>
      [...byKind.values()].map(({ seed, what, times }) => ({ seed, what: `${times} times: ${what}` })),
    frames: () => frames,
  };
}

function textOf(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
