/** A whole number with commas, `1,234,567`; the same in every locale. */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 file`, `1,234 files`. */
export function filesText(files: number): string {
  return `${countText(files)} ${files === 1 ? 'file' : 'files'}`;
}

/** A whole number in few characters, cut to so many significant digits above 1,000: `512`, `4.1k`, `2M`. */
export function shortCountText(count: number, digits = 2): string {
  const units = [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const;
  for (const [size, unit] of units) if (count >= size) return `${Number((count / size).toPrecision(digits))}${unit}`;
  return numberText(count);
}

/** A number with at most four significant digits after rounding, whole numbers with all of theirs. */
export function numberText(value: number): string {
  return Number.isInteger(value) ? countText(value) : String(Number(value.toPrecision(4)));
}

/** A part of a whole in percent: `12.3 %`, `<0.1 %` for little more than nothing, `–` of nothing. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return '–';
  const percent = (100 * part) / whole;
  if (part > 0 && percent < 0.1) return '<0.1 %';
  if (part < whole && percent > 99.9) return '>99.9 %';
  return `${Number(percent.toFixed(1))} %`;
}
