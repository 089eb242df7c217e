import type { Problem, ReadLimits } from '../reader.ts';

/** Counts the texts of one file's rows. */
export interface TextBudget {
  /** `expansion-ratio` once all texts so far have more bytes than what was read of the file may give. */
  spend(bytes: number): Problem | undefined;
}

/** Many rows may have one text of a dictionary, or the same place of a buffer: together they may not outgrow the ratio. */
export function openTextBudget(fileBytes: () => number, { recordBytes, expansionRatio }: ReadLimits): TextBudget {
  let spent = 0;
  return {
    spend: (bytes) => {
      spent += bytes;
      if (spent <= recordBytes || spent <= expansionRatio * fileBytes()) return undefined;
      return { problem: 'expansion-ratio', value: Math.ceil(spent / Math.max(1, fileBytes())), limit: expansionRatio };
    },
  };
}
