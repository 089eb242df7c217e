import { errorToData } from '../core/errors.js';
import { printable } from '../quality/printable.js';
/**
 * An error for people: what is wrong and where in the first line, what to do now in the second.
 * An error that nobody foresaw also says how to see where it comes from.
 */
export function errorText(error, debug) {
    const { code, message, at, hint } = errorToData(error);
    const lines = [printable(`error: ${at === undefined ? '' : `${at}: `}${message} [${code}]`)];
    if (hint !== undefined)
        lines.push(printable(`  now: ${hint}`));
    if (debug && error instanceof Error)
        lines.push(error.stack ?? '');
    else if (code === 'unexpected')
        lines.push('  now: run it again with MILLRACE_DEBUG=1 to see where this comes from');
    return lines.join('\n');
}
/** An error as the JSON result of a command. */
export function errorResult(error) {
    const { code, message, kind, at, hint } = errorToData(error);
    return { error: { code, kind, message, at: at ?? null, hint: hint ?? null } };
}
//# sourceMappingURL=error-text.js.map