const textPattern = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;
const formats = new Map();
/** What the clocks of an IANA time zone show at an instant. */
export function wallTime(instant, zone) {
    const parts = new Map(formatOf(zone)
        .formatToParts(instant)
        .map(({ type, value }) => [type, Number(value)]));
    const part = (type) => parts.get(type) ?? 0;
    return {
        year: part('year'),
        month: part('month'),
        day: part('day'),
        hour: part('hour'),
        minute: part('minute'),
        second: part('second'),
    };
}
/** An instant in the words of a zone's clocks: `2026-11-25 02:00`, with seconds where there are any. */
export function zonedText(instant, zone) {
    const { year, month, day, hour, minute, second } = wallTime(instant, zone);
    const seconds = second === 0 ? '' : `:${digits(second, 2)}`;
    return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)} ${digits(hour, 2)}:${digits(minute, 2)}${seconds}`;
}
/**
 * The time that `2026-11-20`, `2026-11-20T02:00` or `2026-11-20T02:00:00Z` names, in the zone where the text has none.
 * Undefined for other text and for days that no calendar has. A time that the zone's clocks skip is the one after the
 * gap; of one that they show twice it is the first.
 */
export function parseZonedTime(text, zone) {
    const match = textPattern.exec(text.trim());
    if (match === null)
        return undefined;
    const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
    const wall = { year, month, day, hour, minute, second };
    const plain = new Date(utcMs(wall));
    if (plain.toISOString().slice(0, 19) !== isoText(wall))
        return undefined;
    const offset = match[7];
    const at = (ms) => new Date(offset === undefined ? instantMs(ms, zone) : ms - offsetMs(offset));
    const lengthMs = match[4] === undefined ? 86_400_000 : match[6] === undefined ? 60_000 : 1000;
    return { start: at(plain.getTime()), end: at(plain.getTime() + lengthMs) };
}
/** The instant at which a zone's clocks show what those of UTC show at `plainMs`. */
function instantMs(plainMs, zone) {
    const shift = (ms) => utcMs(wallTime(new Date(ms), zone)) - Math.floor(ms / 1000) * 1000;
    const candidates = [shift(plainMs - 86_400_000), shift(plainMs + 86_400_000)].map((offset) => plainMs - offset);
    const [earlier = plainMs, later = plainMs] = candidates.sort((a, b) => a - b);
    return earlier + shift(earlier) === plainMs ? earlier : later;
}
function utcMs({ year, month, day, hour, minute, second }) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    date.setUTCHours(hour, minute, second);
    return date.getTime();
}
function isoText({ year, month, day, hour, minute, second }) {
    const date = [digits(year, 4), digits(month, 2), digits(day, 2)].join('-');
    return `${date}T${[hour, minute, second].map((part) => digits(part, 2)).join(':')}`;
}
function offsetMs(text) {
    if (text === 'Z')
        return 0;
    const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4));
    return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}
function digits(value, width) {
    return String(value).padStart(width, '0');
}
function formatOf(zone) {
    const known = formats.get(zone);
    if (known !== undefined)
        return known;
    const two = '2-digit';
    const format = new Intl.DateTimeFormat('en-US', {
        ...{ timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
        ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
    });
    formats.set(zone, format);
    return format;
}
//# sourceMappingURL=zoned-time.js.map