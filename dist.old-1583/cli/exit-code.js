import { MillraceError } from '../core/errors.js';
/** What the process's exit code says. Part of the command-line contract. */
export const exitCode = {
    ok: 0,
    failed: 1,
    usage: 2,
    gateFailed: 3,
    quarantineAboveLimit: 4,
    interrupted: 130,
};
/** The exit code of an error that ended a command. */
export function exitCodeOf(error) {
    if (!(error instanceof MillraceError))
        return exitCode.failed;
    if (error.code === 'interrupted')
        return exitCode.interrupted;
    return error.kind === 'usage' ? exitCode.usage : exitCode.failed;
}
/** The exit code of a build that ended: its gates, then its quarantine beside the recipe's limit. */
export function buildExitCode({ gatesPassed, records }, quarantineLimit) {
    if (!gatesPassed)
        return exitCode.gateFailed;
    return records.quarantined > quarantineLimit * records.in ? exitCode.quarantineAboveLimit : exitCode.ok;
}
//# sourceMappingURL=exit-code.js.map