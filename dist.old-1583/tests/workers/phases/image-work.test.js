import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openImageWork } from '../../../workers/phases/image-work.js';
import { picture } from '../../journeys/picture-folder.js';
import { imageSample } from '../../pipelines/images/image-sample.js';
import { plannedBuild } from './planned-build.js';
/** What becomes of a picture of 60 × 60 pixels: its reason to leave, or its sides. */
async function outcomeOf(t, stages) {
    const bytes = await picture(1, 60, 60).png().toBuffer();
    const sources = 'sources: [ { format: folder, path: "*.png" } ]';
    const { plan } = await plannedBuild(t, { 'a.png': bytes }, `${sources}\nstages: ${stages}\n`);
    const [segment] = plan.segments;
    assert.ok(segment !== undefined);
    const outcome = await (await openImageWork(plan, segment)).run(0, { ...imageSample(bytes), signals: null });
    if (!('item' in outcome))
        return outcome.reason;
    const { signals } = outcome.item;
    return signals === null ? 'no signals' : [signals.width, signals.height];
}
test('an image is decoded for the stages before one that allows few pixels', async (t) => {
    assert.deepEqual(await outcomeOf(t, '[ resize: { shorterSide: 30 }, check-image: { maxPixels: 1000 } ]'), [30, 30]);
    assert.equal(await outcomeOf(t, '[ check-image: { maxPixels: 1000 }, resize: { shorterSide: 30 } ]'), 'too-many-pixels');
});
test('an image is decoded where no stage says what is allowed', async (t) => {
    assert.deepEqual(await outcomeOf(t, '[]'), [60, 60]);
});
//# sourceMappingURL=image-work.test.js.map