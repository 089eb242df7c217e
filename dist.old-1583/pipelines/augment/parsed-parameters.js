const parsed = new WeakMap();
/** A step's parameters as its operation has them. They are checked once, and not again for each image. */
export function parsedParameters({ parameters: schema }, given) {
    const known = parsed.get(given);
    if (known !== undefined)
        return known;
    const checked = schema.parse(given);
    parsed.set(given, checked);
    return checked;
}
//# sourceMappingURL=parsed-parameters.js.map