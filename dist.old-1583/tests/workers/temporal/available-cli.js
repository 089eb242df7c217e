import { MillraceError } from '../../../core/errors.js';
import { findTemporalCli } from '../../../workers/temporal/binary.js';
/** True where the real Temporal CLI is at hand or could be fetched; else the test is skipped with the reason. */
export async function hasTemporalCli(test) {
    try {
        await findTemporalCli({ env: process.env });
        return true;
    }
    catch (error) {
        if (!(error instanceof MillraceError && error.code === 'temporal-cli-missing'))
            throw error;
        test.skip(error.message);
        return false;
    }
}
//# sourceMappingURL=available-cli.js.map