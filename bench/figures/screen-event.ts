import { initialLiveState, type LiveState } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { order } from '#test/renderer/core/records.ts';
import { inTurns, type Figure } from '../figure.ts';

const turns = 31;

/** What one event costs in the screen's store after many orders have ended, and after few; while many work, and few. */
export async function measureScreenEvent(): Promise<readonly Figure[]> {
  return [
    await measured('one event in the screen’s store after 50,000 ended orders', {
      events: 20_000,
      goal: '<= 1.2 x one after 50',
      many: openScreen(50_000, 20),
      few: openScreen(50, 20),
    }),
    await measured('one event in the screen’s store while 10,000 orders work', {
      events: 20_000,
      goal: '<= 1.2 x one while 10 do',
      many: openScreen(0, 10_000),
      few: openScreen(0, 10),
    }),
  ];
}

type Compared = {
  readonly events: number;
  readonly goal: string;
  readonly many: (events: number) => void;
  readonly few: (events: number) => void;
};

async function measured(name: string, { events, goal, many, few }: Compared): Promise<Figure> {
  const { ours, raw, ratio } = await inTurns(
    turns,
    () => many(events),
    () => few(events),
  );
  const [value, baseline] = [(ours / events) * 1_000, (raw / events) * 1_000];
  return { name, value, unit: 'µs', baseline, ratio, goal, pass: ratio <= 1.2 };
}

/** With what has a working order change, and another one end, again and again from the same state. */
function openScreen(ended: number, working: number): (events: number) => void {
  let state: LiveState = initialLiveState;
  for (let at = 0; at < ended; at += 1) state = changed(state, `ended-${at}`, false);
  for (let at = 0; at < working; at += 1) state = changed(state, `working-${at}`, true);
  return (events) => {
    for (let event = 0; event < events; event += 2) {
      changed(changed(state, 'working-0', true), 'working-1', false);
    }
  };
}

function changed(state: LiveState, id: string, active: boolean): LiveState {
  const sequence = state.sequence + 1;
  const info = order(id, { active, status: active ? 'SUBMITTED' : 'FILLED', updatedAt: sequence });
  return applyChange(state, sequence, { type: 'orderChanged', order: info });
}
