import { recordId } from './record-id.js';
export function unread(ordinal, source, format, found) {
    const { problem, value = null, limit = null, dropped } = found;
    const record = { ordinal, id: recordId(source), source, format, problem, value, limit };
    return dropped === true ? { ...record, dropped } : record;
}
/** An ordinal that no record has: nothing is in work that could be at fault. */
export const noRecord = -1;
//# sourceMappingURL=source-record.js.map