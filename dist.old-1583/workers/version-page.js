import { readVersionData } from '../quality/page/version-data.js';
import { renderVersionPage } from '../quality/page/version-page.js';
/** A version as the Temporal UI shows it. */
export async function versionPage(storage, dataset, version) {
    return renderVersionPage(await readVersionData(storage, dataset, version));
}
//# sourceMappingURL=version-page.js.map