import { imageReaders } from '../pipelines/image-readers/image-readers.js';
import { imageStages } from '../pipelines/image-registry.js';
import { readers } from '../pipelines/readers/readers.js';
import { stages } from '../pipelines/registry.js';
import { presets } from './presets/presets.js';
/** The stages and source formats that there are, by kind of records. */
export const recordChoices = {
    text: { stages, formats: readers, presets },
    image: { stages: imageStages, formats: imageReaders },
};
//# sourceMappingURL=record-choices.js.map