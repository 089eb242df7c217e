import { nearest } from './suggestion.js';
let listed;
function zones() {
    listed ??= ['UTC', ...Intl.supportedValuesOf('timeZone')];
    return listed;
}
/** True for the IANA name of a time zone, an alias such as `Asia/Kolkata` included; capitals count, offsets are none. */
export function isTimeZone(name) {
    if (zones().includes(name))
        return true;
    if (!/^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/.test(name))
        return false;
    if (zones().some((zone) => zone.toLowerCase() === name.toLowerCase()))
        return false;
    try {
        new Intl.DateTimeFormat('en-US', { timeZone: name });
        return true;
    }
    catch {
        return false;
    }
}
/** The zone that a misspelt name or the bare name of a city may mean, or undefined. */
export function nearestTimeZone(name) {
    const city = name.toLowerCase().replaceAll(' ', '_');
    return zones().find((zone) => zone.toLowerCase().split('/').at(-1) === city) ?? nearest(name, zones());
}
//# sourceMappingURL=time-zone.js.map