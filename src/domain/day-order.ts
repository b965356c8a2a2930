const day = 86_400_000;

/** When an order that is good for the day ends at the paper venue: its day ends at midnight UTC. */
export function dayOrderEnd(placedAt: number): number {
  return (Math.floor(placedAt / day) + 1) * day;
}
