/**
 * Paths without the folders that all of them lie in, so that they say nothing of a machine: of one path its file's name.
 * Absolute paths with `/`.
 */
export function shortPaths(paths) {
    const parts = paths.map((path) => path.split('/'));
    const [first = []] = parts;
    let shared = 0;
    while (shared < first.length - 1 && parts.every((each) => shared < each.length - 1 && each[shared] === first[shared]))
        shared++;
    return parts.map((each) => each.slice(shared).join('/'));
}
//# sourceMappingURL=short-paths.js.map