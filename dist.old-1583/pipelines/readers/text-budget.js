/** Many rows may have one text of a dictionary, or the same place of a buffer: together they may not outgrow the ratio. */
export function openTextBudget(fileBytes, { recordBytes, expansionRatio }) {
    let spent = 0;
    return {
        spend: (bytes) => {
            spent += bytes;
            if (spent <= recordBytes || spent <= expansionRatio * fileBytes())
                return undefined;
            return { problem: 'expansion-ratio', value: Math.ceil(spent / Math.max(1, fileBytes())), limit: expansionRatio };
        },
    };
}
//# sourceMappingURL=text-budget.js.map