import type { ChartSetting } from "../engine/policy/configuration";
import type { ChartValues } from "./render";

/** Looks up how a chart is installed by its folder; paths are absolute. */
export function chartValues(charts: readonly ChartSetting[]): (folder: string) => ChartValues | undefined {
  return (folder) => {
    const chart = charts.find(({ path }) => path === folder);
    return chart && { files: chart.values, ...(chart.namespace ? { namespace: chart.namespace } : {}) };
  };
}
