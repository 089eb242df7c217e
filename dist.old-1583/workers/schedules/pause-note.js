import { shorten } from '../../quality/printable.js';
/** Most characters of a note that Millrace writes; the Temporal UI shows a note in one cell. */
const noteCharacters = 400;
const byMillrace = 'Paused by Millrace: ';
const timePattern = / \[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)\]$/;
/** A reason of `workflows/after-build.ts` as a schedule's note: at most 400 characters, with the time of the pause. */
export function pauseNote(reason, at) {
    const time = ` [${at.toISOString()}]`;
    return `${shorten(reason, noteCharacters - time.length)}${time}`;
}
/** When Millrace paused a schedule, by its note; undefined where a person did. */
export function pausedAt(note) {
    const time = note?.startsWith(byMillrace) ? timePattern.exec(note)?.[1] : undefined;
    return time === undefined ? undefined : new Date(time);
}
/** A note without the time that {@link pauseNote} added. */
export function noteReason(note) {
    return pausedAt(note) === undefined ? (note ?? '') : (note ?? '').replace(timePattern, '');
}
/** True for a note that a failed gate left: of any version, or of the given one. */
export function isGateNote(note, of) {
    if (pausedAt(note) === undefined)
        return false;
    const version = of === undefined ? '' : `${of.dataset}@${of.version} failed: `;
    return (note ?? '').startsWith(`${byMillrace}a gate of ${version}`);
}
//# sourceMappingURL=pause-note.js.map