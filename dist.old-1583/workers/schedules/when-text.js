import { formatDuration } from '../../core/duration.js';
/** The times of a schedule in words: the server keeps a cron expression as ranges, and these are written as one again. */
export function whenTexts({ calendars, intervals }) {
    return [
        ...(calendars ?? []).map(cronText),
        ...(intervals ?? []).map(({ every, offset = 0 }) => {
            const text = `every ${formatDuration(every)}`;
            return offset === 0 ? text : `${text} offset ${formatDuration(offset)}`;
        }),
    ];
}
function cronText({ second, minute, hour, dayOfMonth, month, dayOfWeek, year }) {
    const usual = [
        fieldText(minute, 0, 59),
        fieldText(hour, 0, 23),
        fieldText(dayOfMonth, 1, 31),
        fieldText(month, 'JANUARY', 'DECEMBER'),
        fieldText(dayOfWeek, 'SUNDAY', 'SATURDAY'),
    ];
    const seconds = fieldText(second, 0, 59);
    const years = year.length === 0 ? '*' : fieldText(year, 2000, 2100);
    if (seconds !== '0')
        return [seconds, ...usual, years].join(' ');
    return [...usual, ...(years === '*' ? [] : [years])].join(' ');
}
function fieldText(ranges, first, last) {
    return ranges
        .map(({ start, end, step }) => {
        const whole = start === first && end === last;
        const range = whole ? '*' : start === end ? valueText(start) : `${valueText(start)}-${valueText(end)}`;
        return step > 1 ? `${range}/${step}` : range;
    })
        .join(',');
}
function valueText(value) {
    return typeof value === 'number' ? String(value) : value.slice(0, 3);
}
//# sourceMappingURL=when-text.js.map