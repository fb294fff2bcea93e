import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useIsDark } from '../theme/theme-mode'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export type ChartOption = EChartsCoreOption

interface ChartProps {
  /** What the chart shows, for who can't see it; the figures themselves belong in a table beside it. */
  label: string
  option: ChartOption
  height?: number
  /** A bar or point was pressed: opens the rows behind it. */
  onPick?: (picked: { name: string; seriesName?: string; dataIndex: number }) => void
}

const COLOURS = ['#0e7490', '#d97706', '#4d7c0f', '#7c3aed', '#be123c', '#475569']

/**
 * A chart in the colours of the theme. Import its page lazily: the library is large.
 *
 * A chart is the one place where decimals may become numbers, and only for how high a bar is; labels show the strings.
 */
export function Chart({ label, option, height = 280, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(null)
  const pick = useRef(onPick)
  const dark = useIsDark()
  useEffect(() => {
    pick.current = onPick
  })

  useEffect(() => {
    if (!box.current) return
    const drawn = init(box.current, dark ? 'dark' : undefined, { renderer: 'svg' })
    drawn.on('click', ({ name, seriesName, dataIndex }) => pick.current?.({ name, seriesName, dataIndex }))
    chart.current = drawn
    const observer = new ResizeObserver(() => drawn.resize())
    observer.observe(box.current)
    return () => {
      observer.disconnect()
      drawn.dispose()
      chart.current = null
    }
  }, [dark])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart made anew for another theme needs its option again.
  useEffect(() => {
    chart.current?.setOption(
      // Its own description would be English prose of every figure; they stand in the table.
      { color: COLOURS, backgroundColor: 'transparent', aria: { label: { description: label } }, ...option },
      { notMerge: true },
    )
  }, [option, dark, label])

  return <div ref={box} role="img" aria-label={label} style={{ height }} />
}
