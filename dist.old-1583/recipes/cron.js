import { found } from './check-value.js';
const field = (name, min, max, names = []) => ({
    name,
    min,
    max,
    names,
});
const months = 'january february march april may june july august september october november december'.split(' ');
const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const usual = [
    field('minute', 0, 59),
    field('hour', 0, 23),
    field('day', 1, 31),
    field('month', 1, 12, months),
    field('weekday', 0, 7, weekdays),
];
const second = field('second', 0, 59);
const year = field('year', 2000, 2100);
const nicknames = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
const longestDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/**
 * What is wrong with a cron expression, as `expected …, found …`; undefined for one that the Temporal server takes and
 * that names a time: 5 fields, 6 with the year last, 7 with the second first, or a nickname such as `@daily`. Stricter
 * than the server, which passes over what follows `#` and takes steps that never come.
 */
export function cronProblem(text) {
    if (nicknames.includes(text.trim()))
        return undefined;
    if (text.trim().startsWith('@'))
        return `expected one of ${nicknames.join(', ')}, found ${found(text)}`;
    if (text.includes('='))
        return `expected no time zone here but in the key timezone, found ${found(text)}`;
    const parts = text.trim().split(/\s+/);
    const fields = fieldsOf(parts.length);
    if (fields === undefined)
        return `expected minute, hour, day, month and weekday, as in "0 2 * * *", found ${found(text)}`;
    const values = new Map();
    for (const [index, each] of fields.entries()) {
        const part = parts[index] ?? '';
        const numbers = numbersOf(part, each);
        if (numbers === undefined)
            return `expected ${rangeText(each)}, found ${found(part)}`;
        values.set(each.name, numbers);
    }
    const monthsNamed = [...(values.get('month') ?? [])];
    const firstDay = Math.min(...(values.get('day') ?? []));
    return monthsNamed.some((month) => firstDay <= (longestDays[month - 1] ?? 0))
        ? undefined
        : `expected a day that comes, found day ${firstDay} of months without one`;
}
function fieldsOf(parts) {
    const all = { 5: usual, 6: [...usual, year], 7: [second, ...usual, year] };
    return all[parts];
}
function numbersOf(text, { min, max, names }) {
    const numbers = new Set();
    const numberOf = (word) => {
        const named = names.findIndex((name) => word.length >= 3 && name.startsWith(word.toLowerCase()));
        return named >= 0 ? named + min : /^\d{1,4}$/.test(word) ? Number(word) : Number.NaN;
    };
    for (const part of text.split(',')) {
        const [range = '', step, ...more] = part.split('/');
        const [from = '', to, ...rest] = range.split('-');
        const every = step === undefined ? 1 : /^\d{1,4}$/.test(step) ? Number(step) : 0;
        const start = range === '*' ? min : numberOf(from);
        const end = range === '*' || (to === undefined && step !== undefined) ? max : numberOf(to ?? from);
        const fits = start >= min && start <= end && end <= max && every >= 1 && every <= max;
        if (!fits || more.length + rest.length > 0)
            return undefined;
        for (let number = start; number <= end; number += every)
            numbers.add(number);
    }
    return numbers;
}
function rangeText({ name, min, max, names }) {
    const words = names.length === 0 ? '' : ` or ${names[0]?.slice(0, 3)}-${names.at(-1)?.slice(0, 3)}`;
    return `${name === 'hour' ? 'an' : 'a'} ${name} in ${min}-${max}${words}, *, or a list, range or step of them`;
}
//# sourceMappingURL=cron.js.map