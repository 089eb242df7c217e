const units = { d: 86_400_000, h: 3_600_000, m: 60_000, min: 60_000, s: 1000, ms: 1 };
const largestMs = 10 * 366 * 86_400_000;
/** Milliseconds in a duration such as `6h`, `30s`, `1h30m` or `250 ms`; undefined where it is none, or above 10 years. */
export function parseDuration(text) {
    const plain = text.trim();
    if (!/^(\d{1,12}(\.\d{1,6})?\s*(d|h|min|ms|m|s)\s*){1,5}$/.test(plain))
        return undefined;
    let sum = 0;
    for (const [, amount, unit] of plain.matchAll(/([\d.]+)\s*([a-z]+)/g))
        sum += Number(amount) * (units[unit ?? ''] ?? 0);
    const ms = Math.round(sum);
    return ms <= largestMs ? ms : undefined;
}
/** Milliseconds as {@link parseDuration} reads them, in the largest units: `1h30m`, `45s`, `0s`. */
export function formatDuration(ms) {
    let rest = Math.round(ms);
    let text = '';
    for (const unit of ['d', 'h', 'm', 's', 'ms']) {
        const size = units[unit];
        const count = Math.floor(rest / size);
        rest -= count * size;
        if (count > 0)
            text += `${count}${unit}`;
    }
    return text === '' ? '0s' : text;
}
//# sourceMappingURL=duration.js.map