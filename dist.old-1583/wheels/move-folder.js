import { rename } from 'node:fs/promises';
const attempts = 4;
/**
 * Renames a whole folder to a place that other processes may fill at the same time. One that is there already and is
 * whole stays, and `folder` too; a damaged one is moved beside `folder`, to go with it.
 */
export async function moveFolder(folder, place, isWhole) {
    for (let attempt = 1;; attempt++) {
        try {
            return await rename(folder, place);
        }
        catch (error) {
            const { code } = error;
            if ((code !== 'ENOTEMPTY' && code !== 'EEXIST') || attempt === attempts)
                throw error;
        }
        if (isWhole(place))
            return;
        await rename(place, `${folder}-damaged-${attempt}`).catch((error) => {
            if (error.code !== 'ENOENT')
                throw error;
        });
    }
}
//# sourceMappingURL=move-folder.js.map