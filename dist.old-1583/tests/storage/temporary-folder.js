import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
/** An empty folder that is removed when the test ends. */
export function temporaryFolder(test) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-test-'));
    test.after(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
}
//# sourceMappingURL=temporary-folder.js.map