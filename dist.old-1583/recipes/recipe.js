/** The options that say what becomes of a source's records: for an archive those of its members. */
export function recordOptions(options) {
    const { members } = options;
    return typeof members === 'object' && members !== null && !Array.isArray(members)
        ? members
        : options;
}
//# sourceMappingURL=recipe.js.map