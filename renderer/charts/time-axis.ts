import {
  createChartEx,
  type DeepPartial,
  defaultHorzScaleBehavior,
  type IChartApiBase,
  type IHorzScaleBehavior,
  type Time,
  type TimeChartOptions,
} from 'lightweight-charts';
import { toChartTime } from './chart-time.ts';

type TimeItem = Parameters<IHorzScaleBehavior<Time>['cacheKey']>[0];
type Mark = Parameters<IHorzScaleBehavior<Time>['formatTickmark']>[0];
type Localization = Parameters<IHorzScaleBehavior<Time>['formatTickmark']>[1];

/** Half of the widest label, "2026-11" in bold, in pixels. */
const halfLabel = 24;
/** No time: what is not labelled shares this place in the library's cache of labels. */
const unlabelled = -1;

/** A label is centred under its candle. One that would be cut at an end of the axis is left out until it has room. */
class TimeAxis extends defaultHorzScaleBehavior() {
  chart: IChartApiBase | undefined;

  override cacheKey(item: TimeItem): number {
    const time = super.cacheKey(item);
    return this.#isCut(time) ? unlabelled : time;
  }

  override formatTickmark(mark: Mark, localization: Localization): string {
    return this.cacheKey(mark.time) === unlabelled ? '' : super.formatTickmark(mark, localization);
  }

  #isCut(time: number): boolean {
    const scale = this.chart?.timeScale();
    const x = scale?.timeToCoordinate(toChartTime(time)) ?? null;
    return scale !== undefined && x !== null && (x < halfLabel || x > scale.width() - halfLabel);
  }
}

/** A chart over time whose time labels all stand in full. */
export function createTimeChart(
  container: HTMLElement,
  options: DeepPartial<TimeChartOptions>,
): IChartApiBase {
  const axis = new TimeAxis();
  axis.chart = createChartEx(container, axis, options);
  return axis.chart;
}
