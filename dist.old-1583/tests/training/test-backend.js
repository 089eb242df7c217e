import { test } from 'node:test';
import { MillraceError } from '../../core/errors.js';
import { openBackend } from '../../training/backend/open-backend.js';
/** A test that runs TensorFlow on the processor, with one thread; skipped, saying why, where it cannot be had. */
export function testWithTensorFlow(name, body) {
    test(name, async (context) => {
        let backend;
        try {
            backend = await openBackend({ device: 'cpu', threads: 1, env: process.env });
        }
        catch (error) {
            // A machine that cannot fetch it is no failure of ours; a TensorFlow that is there and does not load is one.
            if (!(error instanceof MillraceError) || error.code !== 'tensorflow-missing')
                throw error;
            context.skip(`needs TensorFlow: ${error.message}`);
            return;
        }
        await body(backend, context);
    });
}
//# sourceMappingURL=test-backend.js.map