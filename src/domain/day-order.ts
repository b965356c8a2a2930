const day = 86_400_000;
/** A clock that is set right moves by less where it was not wrong by far. */
const usualCorrection = 3_600_000;

/** When an order that is good for the day ends at the paper venue: its day ends at midnight UTC. */
export function dayOrderEnd(placedAt: number): number {
  return (Math.floor(placedAt / day) + 1) * day;
}

/**
 * When it ends as the clock has it now. An end that is more than a day away was that of a clock which ran ahead when the
 * order was placed and was set right since: then the day at hand is the order's.
 */
export function dayOrderEndSeenAt(time: number, end: number): number {
  return end - time > day + usualCorrection ? dayOrderEnd(time) : end;
}
