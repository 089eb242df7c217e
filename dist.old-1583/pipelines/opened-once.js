/** What `open` makes of parameters, made once for each object and kept as long as that. */
export function openedOnce(open) {
    const opened = new WeakMap();
    return (parameters) => {
        const known = opened.get(parameters);
        if (known !== undefined)
            return known;
        const made = open(parameters);
        opened.set(parameters, made);
        return made;
    };
}
//# sourceMappingURL=opened-once.js.map