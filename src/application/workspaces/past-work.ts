import { createEquityDays, type EquityDaysNeeds } from '#src/application/portfolio/make-equity-days.ts';
import { createFlowRates, type FlowRatesNeeds } from '#src/application/portfolio/flow-rates.ts';

/** What is looked up and made of the past, beside trading: rates of moments, and the equity of days. */
export function createPastWork(needs: FlowRatesNeeds & Omit<EquityDaysNeeds, 'store'>) {
  const flowRates = createFlowRates({
    ...needs,
    onRated() {
      needs.onRated();
      equityDays.look();
    },
  });
  const equityDays = createEquityDays(needs);
  return {
    /** At the start, after what changed the past, and when a venue can be asked again. */
    look(): void {
      flowRates.look();
      equityDays.look();
    },
    lookForRates: flowRates.look,
    /** Something of a day that is over was recorded, or is known otherwise. */
    lookAtDays: equityDays.look,
    close(): void {
      flowRates.close();
      equityDays.close();
    },
  };
}
