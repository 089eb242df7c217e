import { countText } from '../number-text.ts';
import { type ChartColour, type ChartSpec, colour, scaleOf } from './chart.ts';

/** A run of values [from, to) with their count. */
export interface ChartBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How a histogram is drawn. `marks` are quantiles from low to high, of which the middle one stands above the others. */
export interface HistogramLook {
  readonly axis: 'log' | 'linear';
  readonly text: (value: number) => string;
  readonly marks: readonly { readonly value: number; readonly label: string }[];
  readonly colour: ChartColour;
}

interface MarkPosition {
  readonly field: 'at';
  readonly type: 'quantitative';
  readonly scale: ReturnType<typeof scaleOf>;
  readonly axis: null;
}

const plotHeight = 130;
const markHeight = 32;
const sides = 20;
/** More than most fonts of this size take for a character on average. */
const characterWidth = 7;

type TextAlign = 'left' | 'center' | 'right';

/** A histogram with quantile marks. A bar's area is its count, so bins may differ in width. */
export function histogramChart(bins: readonly ChartBin[], look: HistogramLook, width: number): ChartSpec {
  const place = look.axis === 'log' ? (value: number) => Math.log10(Math.max(value, 0.5)) : (value: number) => value;
  const [start, end] = [place(bins[0]?.from ?? 0), place(bins.at(-1)?.to ?? 1)];
  const rows = bins.map(({ from, to, count }) => ({
    from: place(from),
    to: place(to),
    density: count / Math.max(1e-9, place(to) - place(from)),
    tip: `${look.text(from)} to ${look.text(to)}: ${countText(count)}`,
  }));
  const ticks = ticksBetween(bins, look.axis);
  const highest = Math.max(1e-9, ...rows.map(({ density }) => density));
  const x = {
    type: 'quantitative',
    scale: scaleOf(start, Math.max(end, start + 1e-6)),
    axis: null,
  } as const;
  const at: MarkPosition = { field: 'at', ...x };
  const plotWidth = width - 2 * sides;
  const pixels = (value: number) => ((place(value) - start) / Math.max(end - start, 1e-6)) * plotWidth;
  const marks = look.marks.map(({ value, label }, index) => {
    const mark = markOf(place(value), label, index, look.marks.length);
    return { ...mark, dx: shiftOf(mark.align, pixels(value), label.length * characterWidth, plotWidth) };
  });
  return {
    width: plotWidth,
    height: plotHeight,
    autosize: 'none',
    padding: { left: sides, right: sides, top: look.marks.length === 0 ? 4 : markHeight, bottom: 22 },
    layer: [
      {
        data: { values: rows },
        mark: { type: 'rect', stroke: colour.card, strokeWidth: 0.6 },
        encoding: {
          x: { field: 'from', ...x },
          x2: { field: 'to' },
          y: { field: 'density', type: 'quantitative', axis: null, scale: scaleOf(0, highest) },
          y2: { value: plotHeight },
          color: { value: colour[look.colour] },
          description: { field: 'tip' },
        },
      },
      {
        mark: { type: 'rule', stroke: colour.line },
        data: { values: [{}] },
        encoding: { y: { value: plotHeight } },
      },
      {
        data: { values: ticks.map((value) => ({ at: place(value), text: look.text(value) })) },
        mark: { type: 'text', baseline: 'top', dy: 7, fill: colour.soft },
        encoding: { x: at, y: { value: plotHeight }, text: { field: 'text' } },
      },
      ...markLayers(marks, at),
    ],
    resolve: { scale: { y: 'independent' } },
  };
}

/** Dashed lines with their names above. */
function markLayers(marks: readonly (ReturnType<typeof markOf> & { readonly dx: number })[], at: MarkPosition) {
  const top = { field: 'top', type: 'quantitative', scale: null, axis: null } as const;
  const lines = {
    data: { values: [...marks] },
    mark: { type: 'rule' as const, stroke: colour.ink, strokeDash: [3, 3], opacity: 0.7 },
    encoding: { x: at, y: top, y2: { value: plotHeight } },
  } as const;
  const names = marks.map((mark) => ({
    data: { values: [mark] },
    mark: { type: 'text', align: mark.align, baseline: 'bottom', dx: mark.dx } as const,
    encoding: { x: at, y: top, text: { field: 'label' } },
  }));
  return [{ ...lines, mark: { ...lines.mark, strokeDash: [3, 3] } }, ...names];
}

/** How far a text that stands at `at` is moved: a pixel towards its line, and more where it would leave the picture. */
function shiftOf(align: TextAlign, at: number, textWidth: number, plotWidth: number): number {
  const dx = { right: 1, center: 0, left: -1 }[align];
  const left = at + dx - { right: textWidth, center: textWidth / 2, left: 0 }[align];
  const wanted = Math.min(Math.max(left, -sides), plotWidth + sides - textWidth);
  return Math.round(dx + wanted - left);
}

/** The middle mark's text is centred in the first row; the others stand in the second and point away from it. */
function markOf(at: number, label: string, index: number, count: number) {
  const middle = (count - 1) / 2;
  const align: TextAlign = index === middle ? 'center' : index < middle ? 'right' : 'left';
  return { at, label, align, top: index === middle ? -16 : -2 };
}

/** Round values to name on an axis: at most eight. */
function ticksBetween(bins: readonly ChartBin[], axis: 'log' | 'linear'): number[] {
  const from = bins[0]?.from ?? 0;
  const to = bins.at(-1)?.to ?? 1;
  const candidates = axis === 'log' ? logTicks : linearTicks(from, to);
  const inside = (ticks: readonly number[]) => ticks.filter((tick) => tick >= from && tick <= to);
  return candidates.map(inside).find((ticks) => ticks.length <= 8) ?? [from, to];
}

const decades = Array.from({ length: 16 }, (_, power) => 10 ** power);
/** From fine to coarse. */
const logTicks = [
  decades.flatMap((ten) => [ten, 2 * ten, 5 * ten]),
  decades.flatMap((ten) => [ten, 3 * ten]),
  decades,
  decades.filter((_, power) => power % 3 === 0),
];

function linearTicks(from: number, to: number): number[][] {
  const span = Math.max(1e-6, to - from);
  const unit = 10 ** Math.floor(Math.log10(span) - 1);
  return [1, 2, 5, 10, 20, 50, 100].map((times) => {
    const step = unit * times;
    const first = Math.ceil(from / step - 1e-9);
    const count = Math.min(200, Math.floor(to / step + 1e-9) - first + 1);
    return Array.from({ length: Math.max(0, count) }, (_, index) => Number(((first + index) * step).toPrecision(6)));
  });
}
