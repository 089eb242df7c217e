/** A text in lower case, with each run of white space as one space, and none at its ends. Linear. */
export function foldText(text) {
    return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
//# sourceMappingURL=fold-text.js.map