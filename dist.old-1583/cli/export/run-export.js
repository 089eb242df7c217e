import { openExportFolder } from '../../shards/export/export-folder.js';
import { exportContents, exportRecords, exportVersion, } from '../../shards/export/export-version.js';
import { onInterrupt } from '../interrupt.js';
import { streamProgress } from '../stream/stream-progress.js';
import { hubCard } from './hub-card.js';
/** Exports a version and tells on stderr how far it is. After an error or Ctrl-C nothing is left in the folder. */
export async function runExport(storage, stored, settings) {
    const { manifest, sha256 } = stored;
    const { out, ...more } = settings;
    const content = more.content ?? (manifest.kind === 'image' ? 'images' : 'documents');
    const folder = await openExportFolder(out);
    const { signal, release } = onInterrupt();
    const progress = streamProgress(process.stderr, Math.max(1, exportRecords(manifest, content)), () => performance.now());
    try {
        const request = { ...more, content, signal, onProgress: progress.show };
        const records = await exportVersion(storage, manifest, folder, request);
        if (more.format === 'hf' && content !== 'tokens') {
            await folder.put('README.md', Buffer.from(hubCard(stored, content)));
        }
        await folder.finish();
        const { location, files, bytes } = folder;
        const { dataset, version } = manifest;
        return {
            dataset,
            version,
            manifestSha256: sha256,
            format: more.format,
            content,
            out: location,
            files,
            records,
            bytes,
        };
    }
    catch (error) {
        await folder.abort();
        throw error;
    }
    finally {
        progress.close();
        release();
    }
}
/** Contents that a version does not export unless asked. */
export function otherContents({ manifest }, content) {
    return exportContents(manifest).filter((each) => each !== content);
}
//# sourceMappingURL=run-export.js.map