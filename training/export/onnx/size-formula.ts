/** What a pass was traced with: how many samples, and how long each is; of images only the first counts. */
export interface TraceSize {
  readonly samples: number;
  readonly length: number;
}

/** A whole number as it follows from the size: constant + samples·s + length·l + samples·length·both. */
export interface SizeFormula {
  readonly constant: number;
  readonly samples: number;
  readonly length: number;
  readonly both: number;
}

export function fixed(constant: number): SizeFormula {
  return { constant, samples: 0, length: 0, both: 0 };
}

export function isFixed({ samples, length, both }: SizeFormula): boolean {
  return samples === 0 && length === 0 && both === 0;
}

export function added(a: SizeFormula, b: SizeFormula): SizeFormula {
  return {
    constant: a.constant + b.constant,
    samples: a.samples + b.samples,
    length: a.length + b.length,
    both: a.both + b.both,
  };
}

export function formulaAt(formula: SizeFormula, { samples, length }: TraceSize): number {
  return formula.constant + formula.samples * samples + formula.length * length + formula.both * samples * length;
}

/** The simplest formula with coefficients that are whole numbers and gives `values` at `sizes`; undefined for none. */
export function formulaOf(values: readonly number[], sizes: readonly TraceSize[]): SizeFormula | undefined {
  const [first = Number.NaN] = values;
  if (values.every((value) => value === first)) return fixed(first);
  const candidates = [
    withSamples(values, sizes),
    withLength(values, sizes),
    withBoth(values, sizes),
    bilinear(values, sizes),
  ];
  return candidates.find(
    (formula) =>
      formula !== undefined &&
      Object.values(formula).every(Number.isInteger) &&
      values.every((value, index) => formulaAt(formula, sizes[index] ?? { samples: 0, length: 0 }) === value),
  );
}

function withSamples(values: readonly number[], sizes: readonly TraceSize[]): SizeFormula | undefined {
  const line = lineOf(
    values,
    sizes.map(({ samples }) => samples),
  );
  return line && { constant: line.constant, samples: line.slope, length: 0, both: 0 };
}

function withLength(values: readonly number[], sizes: readonly TraceSize[]): SizeFormula | undefined {
  const line = lineOf(
    values,
    sizes.map(({ length }) => length),
  );
  return line && { constant: line.constant, samples: 0, length: line.slope, both: 0 };
}

function withBoth(values: readonly number[], sizes: readonly TraceSize[]): SizeFormula | undefined {
  const line = lineOf(
    values,
    sizes.map(({ samples, length }) => samples * length),
  );
  return line && { constant: line.constant, samples: 0, length: 0, both: line.slope };
}

/** Through the first value and the first with another x. */
function lineOf(values: readonly number[], xs: readonly number[]) {
  const [x0 = 0] = xs;
  const [y0 = 0] = values;
  const other = xs.findIndex((x) => x !== x0);
  if (other < 0) return undefined;
  const slope = ((values[other] ?? 0) - y0) / ((xs[other] ?? 0) - x0);
  return { slope, constant: y0 - slope * x0 };
}

/** From sizes (a, l), (b, l), (a, m), (b, m), which come first. */
function bilinear(values: readonly number[], sizes: readonly TraceSize[]): SizeFormula | undefined {
  const [al, bl, am, bm] = values;
  const [first, second, third] = sizes;
  if (al === undefined || bl === undefined || am === undefined || bm === undefined) return undefined;
  if (first === undefined || second === undefined || third === undefined) return undefined;
  const [a, b, l, m] = [first.samples, second.samples, first.length, third.length];
  const both = (bm - am - (bl - al)) / ((b - a) * (m - l));
  const samples = (bl - al) / (b - a) - both * l;
  const length = (am - al) / (m - l) - both * a;
  return { constant: al - samples * a - length * l - both * a * l, samples, length, both };
}
